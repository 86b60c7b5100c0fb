import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of a `TikTok-Signature` header: `t=<unix seconds>,s=<hex>`; unknown parts are ignored. Undefined when one is missing. */
export function readSignature(header: string): { at: string; hex: string } | undefined {
  const parts = new Map(
    header.split(',').map((part) => {
      const [name = '', ...rest] = part.split('=');
      return [name.trim(), rest.join('=').trim()] as const;
    }),
  );
  const at = parts.get('t') ?? '';
  const hex = parts.get('s') ?? '';
  return /^\d{1,12}$/.test(at) && hex !== '' ? { at, hex } : undefined;
}

/** True when `hex` is the lower-case HMAC-SHA256, under the client secret, over the time as it was written, a dot and the raw bytes. */
export function isGenuineSignature(secret: string, { at, hex }: { at: string; hex: string }, rawBody: Uint8Array): boolean {
  const wanted = createHmac('sha256', secret).update(`${at}.`).update(rawBody).digest('hex');
  const given = Buffer.from(hex);
  return given.length === wanted.length && timingSafeEqual(Buffer.from(wanted), given);
}
