import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 in hex. Tokens are random and long, so that a plain hash is enough to keep a stolen table useless. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new secret of 256 random bits with a prefix that says what it is. */
export function randomToken(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}
