import fc from 'fast-check';
import { components, type JsonSchema } from './api-document.ts';

type Values = fc.Arbitrary<unknown>;

const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  "'; drop table orders; --",
  '../../etc/passwd',
  '__proto__',
  '💥',
  'ok',
  '%00',
  'a'.repeat(600),
);
const anything: Values = fc.oneof(
  nasty,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.constant({ ['__proto__']: 1 }),
);

/** Values that fit the schema, most of the time; now and then one that does not. `junk` 0 gives only fitting ones. */
export function valuesOf(schema: JsonSchema, junk = 1, depth = 0): Values {
  return fc.oneof({ weight: 9, arbitrary: fitting(schema, junk, depth) }, { weight: junk, arbitrary: anything });
}

function fitting(schema: JsonSchema, junk: number, depth: number): Values {
  if (schema.$ref) return valuesOf(components[schema.$ref.split('/').at(-1) ?? ''] ?? {}, junk, depth + 1);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return fc.oneof(...choice.map((option) => valuesOf(option, junk, depth + 1)));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map((part) => fitting(part, junk, depth + 1))).map((parts) => Object.assign({}, ...parts));
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['object']);
  return fc.oneof(...types.map((type) => ofType(type, schema, junk, depth)));
}

function ofType(type: string, schema: JsonSchema, junk: number, depth: number): Values {
  switch (type) {
    case 'string':
      return text(schema, junk);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.max(schema.minimum ?? -5, Math.min(schema.maximum ?? 2 ** 31, 2 ** 40)) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, junk, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, 3),
      });
    default:
      return objects(schema, junk, depth);
  }
}

function text(schema: JsonSchema, junk: number): Values {
  if (schema.format === 'email') return fc.nat(1_000_000).map((n) => `person${n}@example.com`);
  if (schema.format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
  const min = schema.minLength ?? 0;
  if (junk === 0)
    return fc.string({
      minLength: Math.max(min, 1),
      maxLength: Math.max(min, 1, Math.min(schema.maxLength ?? 12, 12)),
      unit: fc.constantFrom('a', 'b', 'c'),
    });
  return fc.oneof(fc.string({ minLength: min, maxLength: Math.max(min, Math.min(schema.maxLength ?? 30, 30)), unit: 'binary' }), nasty);
}

function objects(schema: JsonSchema, junk: number, depth: number): Values {
  if (depth > 6) return fc.constant({});
  const entries = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, valuesOf(property, junk, depth + 1)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [...(schema.required ?? [])] });
}
