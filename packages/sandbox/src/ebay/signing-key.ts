import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** The platform's own key for events: ECDSA over P-256. */
export class SigningKey {
  kid: string;
  #key: KeyObject;

  constructor() {
    this.kid = randomUUID();
    this.#key = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  }

  /** Header `x-ebay-signature`: base64 of JSON around a DER signature of the raw body. */
  header(body: Uint8Array, digest: string): string {
    const signature = sign(digest, body, this.#key).toString('base64');
    return Buffer.from(JSON.stringify({ alg: 'ecdsa', kid: this.kid, signature, digest })).toString('base64');
  }

  /** The public half as it is served: PEM without line breaks. */
  publicText(): string {
    return createPublicKey(this.#key).export({ type: 'spki', format: 'pem' }).toString().replaceAll('\n', '');
  }

  /** For the state file. */
  read(): { kid: string; pem: string } {
    return { kid: this.kid, pem: this.#key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }

  restore(kept: { kid: string; pem: string }): void {
    this.kid = kept.kid;
    this.#key = createPrivateKey(kept.pem);
  }
}
