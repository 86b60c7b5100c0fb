import { isEnveloped } from '@shopfleet/contracts';
import type { HubError } from '@shopfleet/kernel';
import { problemResponse } from './problem.ts';

/** The answer to a refused request, in the shape of the surface that was called: RFC 9457, or the envelope. */
export function refusalResponse(error: HubError, call: { path: string; requestId: string }): Response {
  return isEnveloped(call.path) ? failureResponse(error) : problemResponse(error, call.requestId);
}

/** `{success: false, error: {code, message}}`; the message names every failing field. */
function failureResponse(error: HubError): Response {
  const { code, status, fields, retryAfterSeconds } = error;
  const message = fields.length > 0 ? fields.map(({ path, message }) => `${path || 'body'}: ${message}`).join('; ') : error.message;
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  if (status === 401) headers.set('www-authenticate', 'ApiKey');
  return new Response(JSON.stringify({ success: false, error: { code, message } }), { status, headers });
}
