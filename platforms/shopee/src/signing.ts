import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignInput {
  readonly partnerId: number;
  /** Used as the bytes of its text, also when it looks like hex. */
  readonly partnerKey: string;
  /** From `/api/v2/` on, without host, query or trailing slash. */
  readonly path: string;
  readonly timestampSeconds: number;
  /** Absent for the public calls: tokens, uploads, pushes. */
  readonly shop?: { readonly accessToken: string; readonly id: string };
}

const hmac = (key: string, ...parts: (string | Uint8Array)[]): string => {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest('hex');
};

/** The `sign` parameter: lower-case hex HMAC-SHA256. Verb, query and body are not part of it. */
export function signRequest({ partnerId, partnerKey, path, timestampSeconds, shop }: SignInput): string {
  return hmac(partnerKey, `${partnerId}${path}${timestampSeconds}${shop?.accessToken ?? ''}${shop?.id ?? ''}`);
}

/** True when the `Authorization` header of a push belongs to these raw bytes, sent to the address that is configured at Shopee. */
export function isGenuinePush(app: { callbackUrl: string; partnerKey: string }, rawBody: Uint8Array, header: string): boolean {
  const wanted = hmac(app.partnerKey, `${app.callbackUrl}|`, rawBody);
  const given = Buffer.from(header);
  return given.length === wanted.length && timingSafeEqual(Buffer.from(wanted), given);
}
