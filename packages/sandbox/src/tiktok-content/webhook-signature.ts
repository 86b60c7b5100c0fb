import { createHmac } from 'node:crypto';

/** The `TikTok-Signature` header: HMAC-SHA256 over time, a dot and the bytes of the body. */
export function webhookSignature(clientSecret: string, timeSeconds: number, body: Buffer): string {
  const digest = createHmac('sha256', clientSecret).update(`${timeSeconds}.`).update(body).digest('hex');
  return `t=${timeSeconds},s=${digest}`;
}
