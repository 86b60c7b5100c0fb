import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { HubError } from './hub-error.ts';
import { Secret } from './secret.ts';

const version = 1;

/**
 * Encrypts secrets at rest: AES-256-GCM, the key's id in front and, with the row's identity, part of the authenticated data.
 * A ciphertext that was changed, or moved to another row, does not open.
 * Layout: version (1 byte), length of key id (1), key id, nonce (12), tag (16), ciphertext.
 */
export class Sealer {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;

  /** `keys`: 32-byte keys by id; `current` seals, all of them open. */
  constructor(keys: ReadonlyMap<string, Buffer>, current: string) {
    for (const [id, key] of keys) {
      if (key.length !== 32) throw new Error(`key ${id} must have 32 bytes, has ${key.length}`);
    }
    if (!keys.has(current)) throw new Error(`there is no key ${current}`);
    this.#keys = keys;
    this.#current = current;
  }

  /** `row` names where the secret will live, for example `connection:con_…:access_token`. */
  seal(secret: Secret, row: string): Buffer {
    const key = this.#keys.get(this.#current);
    if (!key) throw new Error('current key vanished');
    const nonce = randomBytes(12);
    const id = Buffer.from(this.#current);
    const header = Buffer.concat([Buffer.from([version, id.length]), id]);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([header, Buffer.from(row)]));
    const body = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
    return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
  }

  /** Opens what `seal` made for the same row; throws `INTERNAL_ERROR` when it was changed, moved or sealed with a lost key. */
  open(sealed: Uint8Array, row: string): Secret {
    const bytes = Buffer.from(sealed);
    const idLength = bytes[1] ?? 0;
    const header = bytes.subarray(0, 2 + idLength);
    const key = this.#keys.get(header.subarray(2).toString());
    if (bytes[0] !== version || !key)
      throw new HubError('INTERNAL_ERROR', { message: 'A stored secret was sealed with a key that is not here' });
    const nonceEnd = header.length + 12;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(header.length, nonceEnd))
        .setAAD(Buffer.concat([header, Buffer.from(row)]))
        .setAuthTag(bytes.subarray(nonceEnd, nonceEnd + 16));
      return new Secret(decipher.update(bytes.subarray(nonceEnd + 16), undefined, 'utf8') + decipher.final('utf8'));
    } catch (cause) {
      throw new HubError('INTERNAL_ERROR', { message: 'A stored secret does not open: it was changed or moved', cause });
    }
  }
}
