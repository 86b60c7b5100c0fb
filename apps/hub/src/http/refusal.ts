import { isEnveloped } from '@shopfleet/contracts';
import { refusedPage, visitorPages } from '@shopfleet/core/content';
import { pageLanguage } from '@shopfleet/core/edge';
import type { HubError } from '@shopfleet/kernel';
import { problemResponse } from './problem.ts';

interface RefusedCall {
  readonly path: string;
  readonly requestId: string;
  readonly headers?: Headers;
}

/** The answer to a refused request, in the shape of the surface that was called: RFC 9457, the envelope, or a page for visitors. */
export function refusalResponse(error: HubError, call: RefusedCall): Response {
  const isPage = visitorPages.has(call.path) && (call.headers?.get('accept')?.includes('text/html') ?? false);
  if (isPage) return pageResponse(error, call.headers?.get('accept-language') ?? undefined);
  return isEnveloped(call.path) ? failureResponse(error) : problemResponse(error, call.requestId);
}

/** For somebody who followed a link and has never seen an API. */
function pageResponse(error: HubError, acceptLanguage: string | undefined): Response {
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
  return new Response(refusedPage(error, pageLanguage(acceptLanguage), undefined), { status: error.status, headers });
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
