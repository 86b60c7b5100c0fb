import { z } from '@hono/zod-openapi';

/** Surfaces whose every answer, refusals too, is wrapped: `{success, data, …}` or `{success, error}`. All others answer plainly. */
export function isEnveloped(path: string): boolean {
  return /^\/(admin|connect|auth)(\/|$)/.test(path);
}

export const failureSchema = z
  .object({ success: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) })
  .openapi('Failure');

type Example = readonly [code: string, message: string];

const failure = (description: string, ...examples: readonly Example[]) => ({
  description,
  content: {
    'application/json': {
      schema: failureSchema,
      examples: Object.fromEntries(
        examples.map(([code, message]) => [message.slice(0, 40), { value: { success: false, error: { code, message } } }]),
      ),
    },
  },
});

const noKey: Example = ['UNAUTHORIZED', 'Send the admin key or an API key of the hub as X-API-KEY'];
const wrongKey: Example = ['UNAUTHORIZED', 'This key is not valid'];
const noStore: Example = ['STORE_NOT_FOUND', 'There is no store JKT-001'];
const ownFailures = {
  409: failure('Such a store is there already', [
    'STORE_EXISTS',
    'There is a store JKT-001 already; codes differ by more than upper and lower case',
  ]),
  422: failure('Understood, and refused', ['IDEMPOTENCY_KEY_REUSED', 'The first request with this key was another one; use a new key']),
  502: failure('The platform did not answer', ['OUTCOME_UNKNOWN', 'The platform did not say whether it took effect']),
  503: failure('Not available now', ['PLATFORM_UNAVAILABLE', 'The platform does not answer']),
} as const;

/** The refusals that an operation of the wrapped surfaces can answer, by status. `problems` are those beside the usual ones. */
export function failuresOf(route: {
  readonly path: string;
  readonly method: string;
  readonly isOpen: boolean;
  readonly hasInput: boolean;
  readonly hasBody: boolean;
  readonly problems: readonly number[];
}): Record<number, unknown> {
  const { path, method, isOpen, hasInput, hasBody } = route;
  const chosen = Object.entries(ownFailures).filter(([status]) => route.problems.includes(Number(status)));
  const isRepeatable = method === 'post' && !isOpen;
  return {
    ...Object.fromEntries(chosen),
    ...(hasInput
      ? { 400: failure('The input is not valid; every failing field is named', ['INVALID_REQUEST', invalidExample(path)]) }
      : {}),
    ...(isOpen
      ? {}
      : {
          401: failure('No key, or a wrong one', noKey, wrongKey),
          403: failure('The key may not do this', ['FORBIDDEN', 'This key lacks the scope content:read']),
        }),
    ...(hasInput ? { 404: failure('There is no such store', noStore) } : {}),
    ...(isRepeatable ? { 409: ownFailures[409], 422: ownFailures[422] } : {}),
    ...(hasBody
      ? {
          413: failure('Body too large', ['BODY_TOO_LARGE', 'The body may have at most 1 MB']),
          415: failure('Wrong content type', ['UNSUPPORTED_MEDIA_TYPE', 'Send application/json']),
        }
      : {}),
    429: failure(
      'Too many requests, or too many wrong keys; Retry-After says when to come again',
      ['RATE_LIMIT_EXCEEDED', 'At most 100 calls in 60 s are allowed; try again in 12 s'],
      ['RATE_LIMIT_EXCEEDED', 'Too many failed tries from your address; try again in 900 s'],
    ),
    500: failure(
      'Our fault: a fault of the hub, or of how it is set up',
      ['INTERNAL_ERROR', 'Something went wrong on our side; the request id helps to find it'],
      ['SERVER_MISCONFIG', 'ADMIN_API_KEY is not set on the server; set it, at least 32 characters, and restart the hub'],
    ),
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
