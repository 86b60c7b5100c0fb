import { z } from '@hono/zod-openapi';

/** Surfaces whose every answer, refusals too, is wrapped: `{success, data, …}` or `{success, error}`. All others answer plainly. */
export function isEnveloped(path: string): boolean {
  return /^\/(admin|connect|auth)(\/|$)/.test(path);
}

export const failureSchema = z
  .object({ success: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) })
  .openapi('Failure');

export type Example = readonly [code: string, message: string];

/** A refusal, with the codes and sentences that it can have. */
export const failure = (description: string, ...examples: readonly Example[]) => ({
  description,
  content: {
    'application/json': {
      schema: failureSchema,
      examples: Object.fromEntries(
        examples.map(([code, message], place) => [
          examples.length > 1 ? `${code} ${place + 1}` : code,
          { value: { success: false, error: { code, message } } },
        ]),
      ),
    },
  },
});

/** An answer of the wrapped surfaces that holds `data`. */
export function enveloped<S extends z.ZodType>(data: S, description: string, example: z.input<S>) {
  const schema = z.object({ success: z.literal(true), data, message: z.string().optional() });
  return { description, content: { 'application/json': { schema, example: { success: true, data: example } } } };
}

/** An answer of the wrapped surfaces that holds a list, with its length as `count`. */
export function envelopedList<S extends z.ZodType>(item: S, description: string, example: z.input<S>) {
  const schema = z.object({ success: z.literal(true), data: z.array(item), count: z.number().int() });
  return { description, content: { 'application/json': { schema, example: { success: true, data: [example], count: 1 } } } };
}
