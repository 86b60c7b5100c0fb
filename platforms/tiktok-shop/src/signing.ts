import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignInput {
  readonly secret: string;
  readonly path: string;
  /** Decoded values, as they will be read on the other side. */
  readonly query: Readonly<Record<string, string>>;
  /** The exact bytes that will be sent. */
  readonly body: Uint8Array | undefined;
  readonly contentType: string;
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The `sign` parameter: lower-case hex HMAC-SHA256 over secret, path, sorted query, body (unless multipart), secret. */
export function signRequest({ secret, path, query, body, contentType }: SignInput): string {
  const mac = createHmac('sha256', secret).update(secret).update(path);
  for (const name of Object.keys(query).sort(byBytes)) {
    if (name !== 'sign' && name !== 'access_token') mac.update(name).update(query[name] ?? '');
  }
  if (body && !contentType.toLowerCase().startsWith('multipart/form-data')) mac.update(body);
  return mac.update(secret).digest('hex');
}

/** True when the `Authorization` header of a webhook belongs to these raw bytes. */
export function isGenuineWebhook(app: { key: string; secret: string }, rawBody: Uint8Array, header: string): boolean {
  const wanted = createHmac('sha256', app.secret).update(app.key).update(rawBody).digest('hex');
  const given = Buffer.from(header);
  return given.length === wanted.length && timingSafeEqual(Buffer.from(wanted), given);
}
