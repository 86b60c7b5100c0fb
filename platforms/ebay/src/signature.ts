import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { z } from 'zod';
import { signatureSchema } from './wire/event.ts';

export type EventSignature = z.infer<typeof signatureSchema>;

/** Digests that are accepted; the header says which one it is. */
const digests: Readonly<Record<string, string>> = { SHA1: 'sha1', SHA256: 'sha256' };
/** The longest header of a genuine event has some 250 characters. */
const longestHeader = 2_000;
const kidShape = /^[A-Za-z0-9_-]{1,100}$/;

/** What the header `x-ebay-signature` holds; undefined for anything that is not one of eBay's, before any key is asked for. */
export function readSignature(header: string): EventSignature | undefined {
  if (header === '' || header.length > longestHeader) return undefined;
  let said: unknown;
  try {
    said = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const signature = signatureSchema.safeParse(said);
  if (!signature.success || signature.data.alg.toLowerCase() !== 'ecdsa') return undefined;
  return kidShape.test(signature.data.kid) && digestOf(signature.data) !== undefined ? signature.data : undefined;
}

function digestOf({ digest }: EventSignature): string | undefined {
  const name = digest.toUpperCase();
  return Object.hasOwn(digests, name) ? digests[name] : undefined;
}

/** The key in eBay's PEM, which comes without line breaks. Throws when it is none. */
export function readPublicKey(pem: string): KeyObject {
  const body = pem.replace(/-----(BEGIN|END) PUBLIC KEY-----/g, '').replace(/\s/g, '');
  return createPublicKey({ key: Buffer.from(body, 'base64'), format: 'der', type: 'spki' });
}

/** True when these raw bytes were signed with this key. */
export function isSigned(rawBody: Uint8Array, signature: EventSignature, key: KeyObject): boolean {
  const digest = digestOf(signature);
  if (digest === undefined || key.asymmetricKeyType !== 'ec') return false;
  return verify(digest, rawBody, key, Buffer.from(signature.signature, 'base64'));
}
