import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedParts {
  readonly partnerId: string;
  /** Starts with `/api/v2/`, without query. */
  readonly path: string;
  /** As in the query, to the letter. */
  readonly timestamp: string;
  /** Empty for public calls. */
  readonly accessToken?: string;
  readonly shopId?: string;
}

/** The `sign` parameter: lower-case hex HMAC-SHA256 under the bytes of the key's text; query and body are not covered. */
export function requestSignature(partnerKey: string, parts: SignedParts): string {
  const base = `${parts.partnerId}${parts.path}${parts.timestamp}${parts.accessToken ?? ''}${parts.shopId ?? ''}`;
  return createHmac('sha256', partnerKey).update(base).digest('hex');
}

export function isSigned(partnerKey: string, parts: SignedParts, sign: string): boolean {
  const expected = Buffer.from(requestSignature(partnerKey, parts));
  const given = Buffer.from(sign);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The `Authorization` header of a push: over the address as configured, a bar, and the raw body. */
export function pushSignature(partnerKey: string, callbackUrl: string, body: Buffer): string {
  return createHmac('sha256', partnerKey).update(`${callbackUrl}|`).update(body).digest('hex');
}
