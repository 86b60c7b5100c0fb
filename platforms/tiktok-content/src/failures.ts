import { type FailureKind, PlatformFailure } from '@shopfleet/platform-kit';

/** Codes of the reading calls (Error handling, read 2026-11-21). */
const apiCodes: ReadonlyMap<string, readonly [FailureKind, string]> = new Map([
  ['access_token_invalid', ['auth-expired', 'The access token is not valid any more']],
  ['scope_not_authorized', ['forbidden', 'The account did not allow this; it must be connected again with every box ticked']],
  ['scope_permission_missed', ['forbidden', 'The account did not allow this; it must be connected again with every box ticked']],
  ['invalid_params', ['invalid', 'TikTok refused the request as malformed']],
  ['rate_limit_exceeded', ['rate-limited', 'TikTok says: too many requests']],
  ['internal_error', ['unavailable', 'TikTok failed inside']],
]);

/**
 * Codes of the token calls. Only `invalid_grant` and `access_denied` are about the account; the others are about the application or
 * the moment, and must not make anybody connect again.
 */
const oauthCodes: ReadonlyMap<string, readonly [FailureKind, string]> = new Map([
  ['invalid_grant', ['forbidden', 'The code or the refresh token is used, expired or revoked']],
  ['access_denied', ['forbidden', 'The account refused']],
  ['invalid_client', ['invalid', 'TikTok does not accept the client key and secret']],
  ['unauthorized_client', ['invalid', 'The app is not set up for this at TikTok']],
  ['invalid_scope', ['invalid', 'The app is not approved for every scope that it asks for']],
  ['invalid_request', ['invalid', 'TikTok refused the request as malformed']],
  ['unsupported_grant_type', ['invalid', 'TikTok refused the request as malformed']],
  ['server_error', ['unavailable', 'TikTok failed inside']],
  ['temporarily_unavailable', ['unavailable', 'TikTok asks to try again later']],
  ['rate_limit_exceeded', ['rate-limited', 'TikTok says: too many requests']],
]);

export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** TikTok's `log_id`, which its support asks for. */
  readonly logId: string | undefined;
  readonly status: number;
}

/** Translates the `error` object of a reading call. Its code decides, also under HTTP 200; texts are shown, never branched on. */
export function apiFailure(refusal: Refusal): PlatformFailure {
  return toFailure(refusal, apiCodes.get(refusal.code) ?? [kindOfStatus(refusal.status), 'TikTok refused']);
}

/** Translates the `error` text of a token call. */
export function oauthFailure(refusal: Refusal): PlatformFailure {
  return toFailure(refusal, oauthCodes.get(refusal.code) ?? [refusal.status >= 500 ? 'unavailable' : 'invalid', 'TikTok refused']);
}

function toFailure({ code, message, logId }: Refusal, [kind, meaning]: readonly [FailureKind, string]): PlatformFailure {
  const said = message === '' ? code : `${message.slice(0, 300)} (${code})`;
  return new PlatformFailure(kind, `${meaning}: ${said.slice(0, 400)}`, {
    vendorCode: code.slice(0, 100),
    ...(logId === undefined ? {} : { requestId: logId }),
  });
}

/**
 * An answer to a reading call that is not TikTok's JSON: a gateway's page, or nothing. Only the status is left to go by, and a page
 * that refuses (403) says nothing about the account.
 */
export function statusFailure(status: number): PlatformFailure {
  return unreadable(kindOfStatus(status), status);
}

/** The same for a token call: it may have taken effect, and says nothing about the account either way. */
export function oauthStatusFailure(status: number): PlatformFailure {
  if (status === 429) return unreadable('rate-limited', status);
  return unreadable(status < 400 || status >= 500 ? 'outcome-unknown' : 'unavailable', status);
}

function unreadable(kind: FailureKind, status: number): PlatformFailure {
  return new PlatformFailure(kind, `TikTok answered with HTTP ${status} and nothing that can be read`, { vendorCode: `HTTP ${status}` });
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401) return 'auth-expired';
  if (status === 429) return 'rate-limited';
  return status >= 500 || status === 403 || status === 408 ? 'unavailable' : 'unexpected';
}
