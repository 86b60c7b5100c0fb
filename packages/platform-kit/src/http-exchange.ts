import { type Dispatcher, request } from 'undici';
import { PlatformFailure } from './failure.ts';
import { forbiddenAddressCode } from './guarded-dispatcher.ts';
import type { HttpRequest, HttpResponse } from './platform-call.ts';

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** Failures that happen before the first byte of the request leaves. */
const notSentCodes: ReadonlySet<string> = new Set([
  forbiddenAddressCode,
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'UND_ERR_CLOSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_INVALID_ARG',
]);

/** One request and its whole answer. Follows no redirect; the answer is cut off at the size limit and the time-out. */
export async function exchange(outgoing: HttpRequest, options: ExchangeOptions): Promise<HttpResponse> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const { statusCode, headers, body } = await request(outgoing.url, {
    method: outgoing.method,
    headers: outgoing.headers,
    body: outgoing.body ?? null,
    dispatcher: options.dispatcher,
    signal,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > options.maxResponseBytes) {
      body.destroy();
      throw new PlatformFailure('unexpected', `The answer is larger than ${options.maxResponseBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return { status: statusCode, headers: flatten(headers), body: Buffer.concat(chunks) };
}

function flatten(headers: Record<string, string | string[] | undefined>): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  return flat;
}

/**
 * What a broken exchange means. A read may be repeated (`unavailable`); so may a write that never left; a write that may have
 * arrived is `outcome-unknown`.
 */
export function exchangeFailure(error: unknown, isRead: boolean): PlatformFailure {
  if (error instanceof PlatformFailure) {
    return isRead || error.kind !== 'unexpected' ? error : new PlatformFailure('outcome-unknown', error.message, { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === forbiddenAddressCode) return new PlatformFailure('forbidden', 'The name points into a private network', { cause: error });
  if (isRead || notSentCodes.has(code)) return new PlatformFailure('unavailable', 'The marketplace did not answer', { cause: error });
  return new PlatformFailure('outcome-unknown', 'The request left and no answer came', { cause: error });
}
