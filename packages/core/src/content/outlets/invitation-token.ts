import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secret } from '@shopfleet/kernel';

const signatureBytes = 9;

const signatureOf = (secret: Secret, random: string): Buffer =>
  createHmac('sha256', secret.reveal()).update(`invitation ${random}`).digest().subarray(0, signatureBytes);

/** The text of a new link, 37 letters: 144 random bits, and a signature that tells a made-up one without asking the database. */
export function makeInvitationToken(secret: Secret): string {
  const random = randomBytes(18).toString('base64url');
  return `${random}.${signatureOf(secret, random).toString('base64url')}`;
}

/** What is kept of a link's text; undefined for one that this hub did not make. */
export function hashInvitationToken(secret: Secret, token: string): string | undefined {
  const [random = '', signature = '', ...rest] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  if (rest.length > 0 || given.length !== signatureBytes || !timingSafeEqual(given, signatureOf(secret, random))) return undefined;
  return createHash('sha256').update(token).digest('hex');
}
