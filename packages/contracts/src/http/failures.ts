import { type Example, failure } from './envelope.ts';

export interface WrappedRoute {
  readonly path: string;
  readonly method: string;
  /** Open to visitors, or for operators with a key. */
  readonly isOpen: boolean;
  readonly hasInput: boolean;
  readonly hasBody: boolean;
  /** Statuses beside those that every route of its kind can answer. */
  readonly problems: readonly number[];
}

/** The refusals that an operation of the wrapped surfaces can answer, by status, with their codes as examples. */
export function failuresOf(route: WrappedRoute): Record<number, unknown> {
  return route.isOpen ? failuresOfVisitors(route) : failuresOfOperators(route);
}

const ourFault: Example = ['INTERNAL_ERROR', 'Something went wrong on our side; the request id helps to find it'];
const noStore: Example = ['STORE_NOT_FOUND', 'There is no store with the code JKT-014'];
const tooMany = (calls: number): Example => ['RATE_LIMIT_EXCEEDED', `At most ${calls} calls in 60 s are allowed; try again in 12 s`];

function failuresOfOperators({ path, method, hasInput, hasBody, problems }: WrappedRoute): Record<number, unknown> {
  const isRepeatable = method === 'post';
  const conflicts = [...(problems.includes(409) ? [exists] : []), ...(isRepeatable ? [stillRuns] : [])];
  const namesStore = path.includes('{') || problems.includes(404);
  return {
    ...(hasInput ? { 400: failure('The input is not valid; every failing field is named', invalidExample(path)) } : {}),
    401: failure('No key, or a wrong one', noKey, wrongKey),
    403: failure('The key may not do this', noScope),
    ...(namesStore ? { 404: failure('There is no such store', noStore) } : {}),
    ...(conflicts.length > 0 ? { 409: failure('Does not fit the current state', ...conflicts) } : {}),
    ...(hasBody ? { 413: failure('Body too large', tooLarge), 415: failure('Wrong content type', wrongType) } : {}),
    ...(isRepeatable ? { 422: failure('Understood, and refused', keyReused) } : {}),
    429: failure('Too many requests, or too many wrong keys; Retry-After says when to come again', tooMany(100), blocked),
    500: failure('Something is wrong on the side of the hub, or with how it is set up', ourFault, notSetUp),
  };
}

const noKey: Example = ['UNAUTHORIZED', 'Send the admin key or an API key of the hub as X-API-KEY'];
const wrongKey: Example = ['UNAUTHORIZED', 'This key is not valid: it is unknown, has expired or was revoked'];
const noScope: Example = ['FORBIDDEN', 'This key lacks the scope content:write'];
const tooLarge: Example = ['BODY_TOO_LARGE', 'The body may have at most 1 MB'];
const wrongType: Example = ['UNSUPPORTED_MEDIA_TYPE', 'Send application/json'];
const blocked: Example = ['RATE_LIMIT_EXCEEDED', 'Too many failed tries from your address; try again in 900 s'];
const exists: Example = ['STORE_EXISTS', 'Another outlet has the code jkt-014; upper and lower case count as one'];
const stillRuns: Example = ['IDEMPOTENCY_KEY_IN_USE', 'The first request with this key has not ended yet; try again in a moment'];
const keyReused: Example = ['IDEMPOTENCY_KEY_REUSED', 'The first request with this key was another one; use a new key'];
const notSetUp: Example = [
  'SERVER_MISCONFIG',
  'ADMIN_API_KEY is not set on the server; set it, at least 32 characters, and restart the hub',
];

function invalidExample(path: string): Example {
  if (path.endsWith('-stats')) return ['INVALID_REQUEST', 'days: must be a whole number from 1 to 365'];
  if (path.endsWith('logs')) return ['INVALID_REQUEST', 'limit: must be a whole number from 1 to 500'];
  return ['INVALID_REQUEST', 'store_code: must be 1 to 50 letters, digits, _ and -'];
}

function failuresOfVisitors({ hasInput, problems }: WrappedRoute): Record<number, unknown> {
  const chosen = Object.entries(ofVisitors).filter(([status]) => hasInput && (status === '400' || problems.includes(Number(status))));
  return {
    ...Object.fromEntries(chosen),
    429: failure('Too many requests; Retry-After says when to come again', tooMany(10)),
    500: failure('Something is wrong on the side of the hub', ourFault),
  };
}

const ofVisitors: Readonly<Record<number, unknown>> = {
  400: failure('Neither a code nor a link', ['INVALID_REQUEST', 'Name the store (store_code), or open the link that you were sent']),
  404: failure('There is no such store, or no such link', noStore, [
    'INVITATION_INVALID',
    'This link is not complete, or was not made here; open the whole link',
  ]),
  409: failure(
    'The link does not work any more',
    ['INVITATION_USED', 'This link was used already'],
    ['INVITATION_EXPIRED', 'This link has expired'],
    ['INVITATION_REVOKED', 'This link was taken back'],
  ),
  422: failure('This hub runs without the platform', ['PLATFORM_UNSUPPORTED', 'This hub is not set up for TikTok']),
};
