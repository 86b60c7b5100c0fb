import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secret } from '@shopfleet/kernel';

const signatureBytes = 16;

const macOf = (secret: Secret, text: string): Buffer => createHmac('sha256', secret.reveal()).update(text).digest();
const signatureOf = (secret: Secret, random: string): Buffer => macOf(secret, `state ${random}`).subarray(0, signatureBytes);

/** A new state of a consent: 256 random bits and this hub's signature, in letters that every address takes. */
export function makeState(secret: Secret): string {
  const random = randomBytes(32).toString('base64url');
  return `${random}.${signatureOf(secret, random).toString('base64url')}`;
}

/** True for a state that this hub made. Says nothing about whether it is still good. */
export function isOwnState(secret: Secret, state: string): boolean {
  const [random = '', signature = '', ...rest] = state.split('.');
  const given = Buffer.from(signature, 'base64url');
  return rest.length === 0 && given.length === signatureBytes && timingSafeEqual(given, signatureOf(secret, random));
}

/** The PKCE verifier of a consent, 43 characters: made again from the state, so that it is stored nowhere. */
export function verifierOf(secret: Secret, state: string): string {
  return macOf(secret, `verifier ${state}`).toString('base64url');
}

export const hashState = (state: string): string => createHash('sha256').update(state).digest('hex');
