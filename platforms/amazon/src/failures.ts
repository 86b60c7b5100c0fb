import { type FailureKind, PlatformFailure, type PlatformFailureOptions } from '@shopfleet/platform-kit';

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details: string;
  readonly requestId: string | undefined;
  readonly isRead: boolean;
  /** When the bucket of this operation holds a call again; for "too many", which says nothing about it. */
  readonly refillAt: Date;
}

/** 403 means five things; only the details tell that it is the token. */
const tokenWords = /\b(expired|revoked|malformed|access token)\b/i;
/** Refusals under 400 that mean "too late", by the codes and words that sellers report. */
const tooLateWords = /PackageToUpdateNotFound|already (been )?(fulfilled|shipped|cancell?ed|confirmed|refunded)/i;

const kindsByStatus: Readonly<Record<number, readonly [FailureKind, string]>> = {
  400: ['invalid', 'Amazon refused the request'],
  401: ['auth-expired', 'Amazon does not accept the access token'],
  403: ['forbidden', 'Amazon denies access: the application lacks a role, or the seller has not granted it in this region'],
  404: ['not-found', 'Amazon does not know it'],
  409: ['conflict', 'Amazon has it already'],
  413: ['invalid', 'Amazon finds the request too large'],
  415: ['invalid', 'Amazon does not take this kind of content'],
  429: ['rate-limited', 'Amazon says: too many requests'],
};

/** Translates an answer that is no success. Amazon's texts are shown; they decide only where the status alone cannot. */
export function refusalFailure(refusal: Refusal): PlatformFailure {
  const { status, code, message, details, requestId, isRead, refillAt } = refusal;
  const said =
    [message, details]
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, 300) || `HTTP ${status}`;
  const options: PlatformFailureOptions = { vendorCode: code || String(status), ...(requestId === undefined ? {} : { requestId }) };
  if (status >= 500) return new PlatformFailure(isRead ? 'unavailable' : 'outcome-unknown', `Amazon failed inside: ${said}`, options);
  if (status === 403 && tokenWords.test(`${message} ${details}`)) {
    return new PlatformFailure('auth-expired', `The access token is not valid any more: ${said}`, options);
  }
  if (status === 400 && tooLateWords.test(`${code} ${message} ${details}`)) {
    return new PlatformFailure('conflict', `The order does not allow this any more: ${said}`, options);
  }
  const [kind, meaning] = kindsByStatus[status] ?? ['unexpected', 'Amazon answered in a way that nobody foresaw'];
  return new PlatformFailure(kind, `${meaning}: ${said}`, kind === 'rate-limited' ? { ...options, retryAt: refillAt } : options);
}

/**
 * A refusal of Login with Amazon. `invalid_grant` is about this seller; `invalid_client` about our own application, so that no seller
 * needs to connect again: it is `invalid`.
 */
export function loginFailure({
  status,
  code,
  description,
  isRead,
}: {
  status: number;
  code: string;
  description: string;
  isRead: boolean;
}) {
  const said = `${description.slice(0, 300)} (${code || `HTTP ${status}`})`;
  const options = { vendorCode: code || String(status) };
  if (code === 'invalid_grant')
    return new PlatformFailure('auth-expired', `The seller's authorization is not valid any more: ${said}`, options);
  if (code === 'access_denied') return new PlatformFailure('forbidden', `Amazon denied access: ${said}`, options);
  if (code === 'invalid_client') {
    const words = 'Amazon refused the application itself; its client secret is wrong or was renewed (it must be, every 180 days)';
    return new PlatformFailure('invalid', `${words}: ${said}`, { ...options, fields: ['clientSecret'] });
  }
  if (status === 429) return new PlatformFailure('rate-limited', `Amazon says: too many requests: ${said}`, options);
  if (status >= 500)
    return new PlatformFailure(isRead ? 'unavailable' : 'outcome-unknown', `Login with Amazon failed inside: ${said}`, options);
  return new PlatformFailure('invalid', `Login with Amazon refused the request: ${said}`, options);
}
