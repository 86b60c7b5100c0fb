import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGenuinePush, signRequest } from './signing.ts';

interface RequestVector {
  id: string;
  partner_id: number;
  partner_key: string;
  path: string;
  timestamp: number;
  access_token?: string;
  shop_id?: number;
  merchant_id?: number;
  sign: string;
}
interface PushVector {
  id: string;
  partner_key: string;
  callback_url: string;
  raw_body_base64: string;
  authorization: string;
}
const vectors = JSON.parse(readFileSync(new URL('./fixtures/signatures.json', import.meta.url), 'utf8')) as {
  request_sign: { vectors: RequestVector[]; negative: { id: string; of: string; wrong_sign: string }[] };
  push_authorization: { vectors: PushVector[]; negative: { id: string; of: string; wrong_authorization: string }[] };
};

function byId<T extends { id: string }>(list: T[], id: string): T {
  const found = list.find((item) => item.id === id);
  if (!found) throw new Error(`no vector ${id}`);
  return found;
}

const signOf = (vector: RequestVector): string =>
  signRequest({
    partnerId: vector.partner_id,
    partnerKey: vector.partner_key,
    path: vector.path,
    timestampSeconds: vector.timestamp,
    ...(vector.access_token ? { shop: { accessToken: vector.access_token, id: String(vector.shop_id ?? vector.merchant_id) } } : {}),
  });

const isGenuine = (vector: PushVector, header: string, callbackUrl = vector.callback_url) =>
  isGenuinePush({ callbackUrl, partnerKey: vector.partner_key }, Buffer.from(vector.raw_body_base64, 'base64'), header);

describe('the signature of a request', () => {
  it.each(vectors.request_sign.vectors)('equals the published one: $id', (vector) => {
    expect(signOf(vector)).toBe(vector.sign);
  });

  it.each(vectors.request_sign.negative)('is not what a known mistake makes: $id', ({ of, wrong_sign }) => {
    expect(signOf(byId(vectors.request_sign.vectors, of))).not.toBe(wrong_sign);
  });
});

describe('the signature of a push', () => {
  it.each(vectors.push_authorization.vectors)('is accepted for the exact bytes and address: $id', (vector) => {
    expect(isGenuine(vector, vector.authorization)).toBe(true);
    expect(isGenuine(vector, vector.authorization, `${vector.callback_url}/`)).toBe(false);
  });

  it.each(vectors.push_authorization.negative)('is refused when made by a known mistake: $id', ({ of, wrong_authorization }) => {
    expect(isGenuine(byId(vectors.push_authorization.vectors, of), wrong_authorization)).toBe(false);
  });

  it('is refused in upper case, cut short, empty or with a scheme', () => {
    const vector = byId(vectors.push_authorization.vectors, 'push-1-order-status');
    const { authorization } = vector;
    for (const header of ['', authorization.toUpperCase(), authorization.slice(0, 63), `SHA256 ${authorization}`, `${authorization}0`]) {
      expect(isGenuine(vector, header)).toBe(false);
    }
  });

  it('changes with every bit of the body', () => {
    const app = { callbackUrl: 'https://hub.example.com/x', partnerKey: 'key' };
    const vector = byId(vectors.push_authorization.vectors, 'push-1-order-status');
    const body = Buffer.from(vector.raw_body_base64, 'base64');
    const own = { callbackUrl: vector.callback_url, partnerKey: vector.partner_key };
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const changed = Uint8Array.from(body);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(isGenuinePush(own, changed, vector.authorization)).toBe(false);
        expect(isGenuinePush(app, body, vector.authorization)).toBe(false);
      }),
    );
  });
});
