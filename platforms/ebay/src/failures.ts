import { type FailureKind, PlatformFailure } from '@shopfleet/platform-kit';
import type { WireError } from './wire/error.ts';

/** What an error id means for the caller. Ids: `x-response-codes` of eBay's contracts and its error pages (read 2026-11-21). */
const kindsByMeaning: readonly (readonly [FailureKind, string, readonly number[]])[] = [
  ['auth-expired', 'eBay does not accept the access token', [1001, 1002]],
  // Inventory says so of an expired token too: whoever called renews it once before believing this.
  ['auth-expired', 'The authorisation does not cover this call, or has ended', [1100]],
  ['rate-limited', "The day's number of calls to eBay is used up", [2001]],
  ['unavailable', 'eBay is still busy with another change of this item', [25025]],
  ['forbidden', 'The seller is suspended by eBay', [32400]],
  ['forbidden', 'The keys may not use this topic, or it wants the other kind of token', [195011]],
  ['not-found', 'eBay does not know this order', [32100]],
  ['not-found', 'eBay does not know this item', [25702, 25710]],
  ['not-found', 'eBay does not know this group of variations', [25705]],
  ['not-found', 'eBay has no such offer, or one of its policies belongs to another marketplace', [25713]],
  ['not-found', 'eBay does not know this place of stock', [25805]],
  ['not-found', 'eBay does not know it', [195001, 195013, 195022, 195026]],
  ['invalid', 'eBay did not accept the tracking number or the carrier', [32300]],
  ['conflict', 'The package was announced already; a number can be corrected in Seller Hub only', [34500]],
  ['conflict', 'The order has as many tracking numbers as eBay allows', [34100]],
  ['conflict', 'Lines of the international programme are shipped one by one', [34200, 34300]],
  ['conflict', 'eBay does not let this listing be changed now', [25019, 25038, 25039, 25040, 25096, 25759]],
  ['conflict', 'This item belongs to another listing already', [25704]],
  ['conflict', 'It is there already', [25803, 195012, 195021]],
  ['conflict', 'eBay has no e-mail address for alerts yet', [195003]],
  ['conflict', 'The address for events did not answer the challenge of eBay', [195020]],
  ['conflict', 'The address for events is in use, switched off, or its topic is gone', [195014, 195015, 195024]],
];

const known = new Map(kindsByMeaning.flatMap(([kind, meaning, ids]) => ids.map((id) => [id, { kind, meaning }] as const)));

/** eBay broke inside: a write may have taken effect. */
const brokenIds: ReadonlySet<number> = new Set([2003, 25001, 30500, 195000]);

/** Where an answer came from: what its status means depends on whether the call changed something. */
export interface Answered {
  readonly status: number;
  readonly isRead: boolean;
  /** eBay's id of the request, for its support. */
  readonly requestId: string | undefined;
}

const named = ({ requestId }: Answered, vendorCode: string) => ({ vendorCode, ...(requestId === undefined ? {} : { requestId }) });

/** Translates an error of the REST APIs. Texts of the platform are shown, never branched on. */
export function refusalFailure(error: WireError, answered: Answered): PlatformFailure {
  const options = named(answered, String(error.errorId));
  const text = error.longMessage || error.message;
  const said = `${text.slice(0, 300)}${text === '' ? '' : ' '}(error ${error.errorId})`;
  const match = known.get(error.errorId);
  if (match) return new PlatformFailure(match.kind, `${match.meaning}: ${said}`, options);
  if (brokenIds.has(error.errorId) || answered.status >= 500 || error.category.toUpperCase() === 'APPLICATION') {
    return new PlatformFailure(uncertainKind(answered), `eBay failed inside: ${said}`, options);
  }
  return new PlatformFailure(kindOf(error, answered), `eBay refused: ${said}`, options);
}

function kindOf(error: WireError, answered: Answered): FailureKind {
  const byStatus = kindsByStatus[answered.status];
  if (byStatus) return byStatus;
  return error.category.toUpperCase() === 'BUSINESS' ? 'conflict' : 'invalid';
}

const kindsByStatus: Readonly<Record<number, FailureKind>> = {
  401: 'auth-expired',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'rate-limited',
};

const uncertainKind = ({ isRead }: Answered): FailureKind => (isRead ? 'unavailable' : 'outcome-unknown');

/** An answer that is not the envelope: only the status is left to go by. 411 is the edge's word for a POST without a body. */
export function statusFailure(answered: Answered): PlatformFailure {
  const { status } = answered;
  const text = `eBay answered with HTTP ${status} and nothing else`;
  const options = named(answered, `HTTP ${status}`);
  if (status >= 500) return new PlatformFailure(uncertainKind(answered), text, options);
  return new PlatformFailure(kindsByStatus[status] ?? 'unexpected', text, options);
}

const oauthMeanings: Readonly<Record<string, string>> = {
  invalid_grant: 'The code or refresh token is not valid any more',
  invalid_client: 'eBay does not know the client id, or the secret is wrong',
  invalid_scope: 'The keys lack one of the scopes that were asked for',
};

/** The token address: each of its refusals says that what was shown to it opens nothing. */
export function oauthFailure(error: string, description: string, answered: Answered): PlatformFailure {
  const said = `${description.slice(0, 300)}${description === '' ? '' : ' '}(${error})`;
  const isKnown = Object.hasOwn(oauthMeanings, error);
  if (!isKnown && answered.status >= 500) return new PlatformFailure(uncertainKind(answered), `eBay failed inside: ${said}`);
  if (answered.status === 429) return new PlatformFailure('rate-limited', `eBay gives out no more tokens for now: ${said}`);
  const meaning = (isKnown ? oauthMeanings[error] : undefined) ?? 'eBay refused to give a token';
  return new PlatformFailure(isKnown ? 'forbidden' : 'invalid', `${meaning}: ${said}`, named(answered, error));
}
