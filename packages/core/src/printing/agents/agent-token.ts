import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Without letters and digits that look alike. */
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 8;

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A 256-bit bearer token. */
export const newToken = (): string => `sfa_${randomBytes(32).toString('base64url')}`;

/** Eight characters (40 bits), for ten minutes and a few tries. */
export const newPairingCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)] ?? '').join('');

/** As people read it: `ABCD-EFGH`. */
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What somebody typed, as it was made: no dashes, no spaces, capitals. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
