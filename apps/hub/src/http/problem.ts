import { sqlState } from '@shopfleet/db';
import { type ErrorCode, errorCatalogue, type FieldProblem, HubError } from '@shopfleet/kernel';
import { type FailureKind, PlatformFailure } from '@shopfleet/platform-kit';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { problemType } from './error-page.ts';

const codeOfFailure: Readonly<Record<FailureKind, ErrorCode>> = {
  'auth-expired': 'NEEDS_RECONNECT',
  forbidden: 'PLATFORM_REJECTED',
  'rate-limited': 'PLATFORM_UNAVAILABLE',
  'not-found': 'PLATFORM_REJECTED',
  conflict: 'PLATFORM_REJECTED',
  invalid: 'PLATFORM_REJECTED',
  unavailable: 'PLATFORM_UNAVAILABLE',
  'outcome-unknown': 'OUTCOME_UNKNOWN',
  unsupported: 'PLATFORM_UNSUPPORTED',
  unexpected: 'PLATFORM_UNAVAILABLE',
};

const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'INVALID_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** What PostgreSQL answers to a text that holds U+0000, as text and inside JSON. */
const unstorableText: ReadonlySet<string> = new Set(['22021', '22P05']);

/** Any error as one of the catalogue. What nobody foresaw becomes `INTERNAL_ERROR`, without a word of what it was. */
export function toHubError(error: unknown): HubError {
  if (error instanceof HubError) return error;
  if (error instanceof PlatformFailure) return fromPlatform(error);
  if (error instanceof z.ZodError) return new HubError('INVALID_REQUEST', { fields: fieldsOf(error), cause: error });
  if (error instanceof HTTPException) {
    const code = codeOfStatus[error.status];
    if (code) return new HubError(code, { message: error.message || errorCatalogue[code].title, cause: error });
  }
  if (unstorableText.has(sqlState(error) ?? '')) {
    return new HubError('INVALID_REQUEST', {
      message: 'A text of the request holds the character U+0000, which cannot be stored',
      cause: error,
    });
  }
  return new HubError('INTERNAL_ERROR', { message: 'Something went wrong on our side; the request id helps to find it', cause: error });
}

function fromPlatform(failure: PlatformFailure): HubError {
  const code = codeOfFailure[failure.kind];
  const fields = failure.fields.map((path) => ({ path, code: 'refused', message: 'The marketplace refused this field' }));
  const waitSeconds = failure.retryAt && Math.max(1, Math.ceil((failure.retryAt.getTime() - Date.now()) / 1000));
  const message = failure.vendorCode ? `${failure.message} (${failure.vendorCode})` : failure.message;
  return new HubError(code, { message, fields, cause: failure, ...(waitSeconds ? { retryAfterSeconds: waitSeconds } : {}) });
}

/** Every field of the input that is wrong, with a path such as `items.0.quantity`. */
export function fieldsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const path = issue.path.map(String);
    if (keys.length > 0) return keys.map((key) => ({ path: [...path, key].join('.'), code: issue.code, message: 'is not known here' }));
    return [{ path: path.join('.'), code: issue.code, message: issue.message }];
  });
}

/** The answer to a refused request: RFC 9457 with our stable code. */
export function problemResponse(error: HubError, requestId: string): Response {
  const { code, status, fields, retryAfterSeconds } = error;
  const body = {
    type: problemType(code),
    title: errorCatalogue[code].title,
    status,
    code,
    detail: error.message,
    requestId,
    ...(fields.length > 0 ? { errors: fields } : {}),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(body), { status, headers });
}
