import { invalidParams, Refusal } from './refusal.ts';

/** How one field is made, and the scope it needs. */
export interface Field<T> {
  readonly scope: string;
  readonly value: (subject: T) => unknown;
}

/** Reads the `fields` parameters of one call; remembers those it has seen, because callers send few different ones. */
export class FieldList<T> {
  readonly #known: Readonly<Record<string, Field<T>>>;
  readonly #seen = new Map<string, readonly [string, Field<T>][]>();

  constructor(known: Readonly<Record<string, Field<T>>>) {
    this.#known = known;
  }

  /** @throws Refusal when there is none, one is unknown, or one is outside the granted scopes: then the whole call fails. */
  read(parameter: string | undefined, scopes: readonly string[]): readonly (readonly [string, Field<T>])[] {
    if (parameter === undefined || parameter.trim() === '') {
      throw invalidParams('Fields is required, please provide fields in the request');
    }
    const fields = this.#seen.get(parameter) ?? this.#parse(parameter);
    const missing = fields.find(([, field]) => !scopes.includes(field.scope));
    if (missing) {
      throw new Refusal(
        401,
        'scope_not_authorized',
        `The user did not authorize the scope required for completing this request: ${missing[1].scope}`,
      );
    }
    return fields;
  }

  #parse(parameter: string): readonly [string, Field<T>][] {
    const names = [...new Set(parameter.split(',').map((name) => name.trim()))];
    const unknown = names.filter((name) => !Object.hasOwn(this.#known, name));
    if (unknown.length > 0) throw invalidParams(`Invalid field(s): ${unknown.join(', ')}`);
    const fields = names.flatMap((name): [string, Field<T>][] => {
      const field = this.#known[name];
      return field ? [[name, field]] : [];
    });
    if (this.#seen.size < 200) this.#seen.set(parameter, fields);
    return fields;
  }
}

/** The requested fields of one thing. */
export function pick<T>(fields: readonly (readonly [string, Field<T>])[], subject: T): Record<string, unknown> {
  const view: Record<string, unknown> = {};
  for (const [name, field] of fields) view[name] = field.value(subject);
  return view;
}
