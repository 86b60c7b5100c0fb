import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedParts {
  readonly path: string;
  /** Decoded query parameters. */
  readonly query: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly contentType: string;
}

function digest(secret: string, parts: SignedParts, isBodySigned: boolean): string {
  const mac = createHmac('sha256', secret).update(secret).update(parts.path);
  const names = [...parts.query.keys()].filter((name) => name !== 'sign' && name !== 'access_token');
  // Sorting by UTF-16 equals byte order for the ASCII names of this API.
  for (const name of names.sort()) mac.update(name).update(parts.query.get(name) ?? '');
  if (isBodySigned) mac.update(parts.body);
  return mac.update(secret).digest('hex');
}

const isUpload = (contentType: string): boolean => contentType.toLowerCase().startsWith('multipart/form-data');

/** The `sign` parameter: lower-case hex HMAC-SHA256 over secret, path, sorted query, raw body, secret. */
export function requestSignature(secret: string, parts: SignedParts): string {
  return digest(secret, parts, parts.body.length > 0 && !isUpload(parts.contentType));
}

/** Whether `sign` fits. A body of `{}` may be signed with or without it: the vendor's own samples disagree. */
export function isRequestSigned(secret: string, parts: SignedParts, sign: string): boolean {
  if (isSameText(sign, requestSignature(secret, parts))) return true;
  return parts.body.toString('latin1') === '{}' && isSameText(sign, digest(secret, parts, false));
}

/** The `Authorization` header of a webhook: lower-case hex HMAC-SHA256 over app key and raw body. */
export function webhookSignature(appKey: string, secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(appKey).update(body).digest('hex');
}

function isSameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
