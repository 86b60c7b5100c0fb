import { type FailureKind, PlatformFailure } from '@shopfleet/platform-kit';
import { knownCodes, uncertainCodes } from './failure-codes.ts';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly isRead: boolean;
  readonly now: Date;
}

/** Pages print blanks inside and before codes. */
const plain = (code: string): string => code.replaceAll(/\s/g, '');
/** A code may carry the name of a module; the whole text counts first. */
const withoutModule = (code: string): string => code.slice(code.indexOf('.') + 1);

function meaningOf(code: string): readonly [FailureKind, string] | undefined {
  return knownCodes.get(plain(code)) ?? knownCodes.get(withoutModule(plain(code)));
}

/** Translates an answer whose `error` is not empty. Texts are shown; only `error_auth` must be told apart by its text. */
export function refusalFailure(refusal: Refusal): PlatformFailure {
  const { code, isRead, now } = refusal;
  if (plain(code) === 'error_limit') {
    return failure('unavailable', "Today's quota of calls is used up", refusal, nextQuotaAt(now));
  }
  if (uncertainCodes.has(plain(code)) || uncertainCodes.has(withoutModule(plain(code)))) {
    return failure(isRead ? 'unavailable' : 'outcome-unknown', 'Shopee failed inside', refusal);
  }
  const [kind, meaning] = withoutModule(plain(code)) === 'error_auth' ? authMeaning(refusal.message) : (meaningOf(code) ?? unknown(isRead));
  return failure(kind, meaning, refusal);
}

const unknown = (isRead: boolean): readonly [FailureKind, string] => [isRead ? 'unexpected' : 'invalid', 'Shopee refused'];

/** One code for a dead token, for a wrongly set up app, and (when stock is written) for a location that does not fit. */
function authMeaning(message: string): readonly [FailureKind, string] {
  if (/access[_ ]?token/i.test(message)) return ['auth-expired', 'The access token is not valid any more'];
  if (/stock|location|holiday|model level/i.test(message)) return ['invalid', 'Shopee did not take the stock'];
  return ['forbidden', 'Shopee does not let this app make the call'];
}

/** Codes of the token calls that are about the grant itself: only these may make anybody connect again. */
const grantCodes: ReadonlyMap<string, string> = new Map([
  ['invalid_code', 'The code is used, expired or wrong'],
  ['invalid_shop_id', 'The code does not belong to this shop'],
  ['invalid_main_acount_id', 'The code does not belong to this account'],
  ['refresh_token_expired', 'The refresh token has expired'],
  ['error_shop_refresh_token', 'The refresh token does not belong to this shop'],
  ['error_merchant_refresh_token', 'The refresh token does not belong to this merchant'],
  ['shop_access_expired', 'The time span of the consent is over'],
  ['merchant_access_expired', 'The time span of the consent is over'],
  ['supplier_access_expired', 'The time span of the consent is over'],
  ['shop_no_linked', 'The seller withdrew the consent'],
  ['merchant_no_linked', 'The seller withdrew the consent'],
  ['supplier_no_linked', 'The seller withdrew the consent'],
]);

/** Translates a refusal of a token call. A fault of ours (key, clock, set-up) never ends a connection that works. */
export function tokenFailure(refusal: Refusal): PlatformFailure {
  const code = plain(refusal.code);
  const isGrant = code === 'error_auth' && !/partner|permission|sign|app (is|was|has)/i.test(refusal.message);
  const meaning = isGrant ? 'The code or refresh token is used, expired or wrong' : grantCodes.get(code);
  if (meaning) return failure('forbidden', meaning, refusal);
  if (code === 'shop_banned') return failure('unavailable', 'Shopee suspended the shop', refusal);
  const general = refusalFailure(refusal);
  return ['unavailable', 'rate-limited', 'outcome-unknown'].includes(general.kind)
    ? general
    : failure('invalid', 'Shopee did not accept the token call; check partner id, key and clock', refusal);
}

function failure(kind: FailureKind, meaning: string, { code, message, requestId }: Refusal, retryAt?: Date): PlatformFailure {
  const vendorCode = plain(code).slice(0, 100);
  const said = message === '' || message === '-' ? vendorCode : `${message.slice(0, 300)} (${vendorCode})`;
  return new PlatformFailure(kind, `${meaning}: ${said}`, {
    vendorCode,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAt === undefined ? {} : { retryAt }),
  });
}

const dayMs = 86_400_000;
const singaporeMs = 8 * 3_600_000;

/** The daily quota begins anew at midnight of UTC+8. */
export function nextQuotaAt(now: Date): Date {
  return new Date((Math.floor((now.getTime() + singaporeMs) / dayMs) + 1) * dayMs - singaporeMs);
}

/** An answer that is not Shopee's JSON: a page of the gateway. Only the status is left to go by, and it says nothing about the shop. */
export function statusFailure(status: number, isRead: boolean): PlatformFailure {
  const options = { vendorCode: `HTTP ${status}` };
  const text = `Shopee answered with HTTP ${status} and nothing that can be read`;
  if (status === 429) return new PlatformFailure('rate-limited', text, options);
  if (status === 403) return new PlatformFailure('unavailable', `${text}; is this server's address on the app's allow list?`, options);
  if (status >= 400 && status < 500) return new PlatformFailure('unexpected', text, options);
  return new PlatformFailure(isRead ? 'unavailable' : 'outcome-unknown', text, options);
}
