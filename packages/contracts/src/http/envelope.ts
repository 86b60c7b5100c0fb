import { z } from '@hono/zod-openapi';

/** Surfaces whose every answer, refusals too, is wrapped: `{success, data, …}` or `{success, error}`. All others answer plainly. */
export function isEnveloped(path: string): boolean {
  return /^\/(admin|connect|auth)(\/|$)/.test(path);
}

export const failureSchema = z
  .object({ success: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) })
  .openapi('Failure');

type Example = readonly [code: string, message: string];

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

const noKey: Example = ['UNAUTHORIZED', 'Send the admin key or an API key of the hub as X-API-KEY'];
const wrongKey: Example = ['UNAUTHORIZED', 'This key is not valid'];
const noScope: Example = ['FORBIDDEN', 'This key lacks the scope content:write'];
const noStore: Example = ['STORE_NOT_FOUND', 'There is no store with the code JKT-014'];
const tooLarge: Example = ['BODY_TOO_LARGE', 'The body may have at most 1 MB'];
const wrongType: Example = ['UNSUPPORTED_MEDIA_TYPE', 'Send application/json'];
const blocked: Example = ['RATE_LIMIT_EXCEEDED', 'Too many failed tries from your address; try again in 900 s'];
const ourFault: Example = ['INTERNAL_ERROR', 'Something went wrong on our side; the request id helps to find it'];
const notSetUp: Example = [
  'SERVER_MISCONFIG',
  'ADMIN_API_KEY is not set on the server; set it, at least 32 characters, and restart the hub',
];
const tooMany = (path: string): Example => [
  'RATE_LIMIT_EXCEEDED',
  `At most ${path.startsWith('/admin') ? 100 : 10} calls in 60 s are allowed; try again in 12 s`,
];
const exists: Example = ['STORE_EXISTS', 'There is a store with the code jkt-014 already; upper and lower case do not matter'];
const stillRuns: Example = ['IDEMPOTENCY_KEY_IN_USE', 'The first request with this key has not ended yet; try again in a moment'];
const keyReused: Example = ['IDEMPOTENCY_KEY_REUSED', 'The first request with this key was another one; use a new key'];

/** The refusals that an operation of the wrapped surfaces can answer, by status. `problems` are those beside the usual ones. */
export function failuresOf(route: {
  readonly path: string;
  readonly method: string;
  readonly isOpen: boolean;
  readonly hasInput: boolean;
  readonly hasBody: boolean;
  readonly problems: readonly number[];
}): Record<number, unknown> {
  const { path, method, isOpen, hasInput, hasBody, problems } = route;
  const isRepeatable = method === 'post' && !isOpen;
  const conflicts = [...(problems.includes(409) ? [exists] : []), ...(isRepeatable ? [stillRuns] : [])];
  const namesStore = path.includes('{') || problems.includes(404);
  return {
    ...(hasInput
      ? { 400: failure('The input is not valid; every failing field is named', ['INVALID_REQUEST', invalidExample(path)]) }
      : {}),
    ...(isOpen ? {} : { 401: failure('No key, or a wrong one', noKey, wrongKey), 403: failure('The key may not do this', noScope) }),
    ...(namesStore ? { 404: failure('There is no such store', noStore) } : {}),
    ...(conflicts.length > 0 ? { 409: failure('Does not fit the current state', ...conflicts) } : {}),
    ...(hasBody ? { 413: failure('Body too large', tooLarge), 415: failure('Wrong content type', wrongType) } : {}),
    ...(isRepeatable ? { 422: failure('Understood, and refused', keyReused) } : {}),
    429: failure('Too many requests, or too many wrong keys; Retry-After says when to come again', tooMany(path), blocked),
    500: failure('Something is wrong on the side of the hub, or with how it is set up', ourFault, notSetUp),
  };
}

function invalidExample(path: string): string {
  if (path.endsWith('-stats')) return 'days: must be from 1 to 365';
  if (path.endsWith('logs')) return 'limit: must be from 1 to 500';
  return 'store_code: must be 1 to 50 letters, digits, _ and -';
}

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
