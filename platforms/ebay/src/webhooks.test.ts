import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPublicKey, readSignature } from './signature.ts';
import { readFixture } from './test/fixtures.ts';
import { verifyWebhook } from './webhooks.ts';

interface SignatureVector {
  readonly id: string;
  readonly raw_body: string;
  readonly x_ebay_signature: string;
  readonly get_public_key_response: { readonly key: string };
  readonly expect_valid: boolean;
}
const vectors = readFixture<{
  signatures: SignatureVector[];
  malformed: { id: string; x_ebay_signature: string | null }[];
  simulatorKey: { kid: string; public_key_as_served: string; public_key_pem: string };
}>('events.json');

const receive = (raw: string | Uint8Array, header: string | undefined, key: KeyObject | undefined) =>
  verifyWebhook(async () => key, {
    rawBody: typeof raw === 'string' ? Buffer.from(raw) : raw,
    headers: header === undefined ? {} : { 'X-EBAY-Signature': header },
  });

function vector(id: string): SignatureVector {
  const found = vectors.signatures.find((one) => one.id === id);
  if (!found) throw new Error(`no vector ${id}`);
  return found;
}

async function eventOf(id: string) {
  const { raw_body, x_ebay_signature, get_public_key_response } = vector(id);
  const verdict = await receive(raw_body, x_ebay_signature, readPublicKey(get_public_key_response.key));
  if (!verdict.isGenuine) throw new Error(`not genuine: ${verdict.reason}`);
  return verdict.event;
}

describe('an event of eBay', () => {
  it.each(vectors.signatures)(
    'is judged as published: $id',
    async ({ raw_body, x_ebay_signature, get_public_key_response, expect_valid }) => {
      const verdict = await receive(raw_body, x_ebay_signature, readPublicKey(get_public_key_response.key));
      expect(verdict.isGenuine).toBe(expect_valid);
      if (!verdict.isGenuine) expect(verdict.reason).toBe('signature');
    },
  );

  it.each(vectors.malformed)('is refused: $id', async ({ x_ebay_signature }) => {
    const verdict = await receive(vector('sig-own-1-sha1-order').raw_body, x_ebay_signature ?? undefined, undefined);
    expect(verdict).toEqual({ isGenuine: false, reason: 'signature' });
  });

  it('is refused when one of its bytes is another one', async () => {
    const { raw_body, x_ebay_signature, get_public_key_response } = vector('sig-own-5-utf8');
    const key = readPublicKey(get_public_key_response.key);
    const body = Buffer.from(raw_body);
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Uint8Array.from(body, (byte, index) => (index === at ? byte ^ change : byte));
        expect(await receive(changed, x_ebay_signature, key)).toEqual({ isGenuine: false, reason: 'signature' });
      }),
      { numRuns: 50 },
    );
  });

  it('is a hint to fetch the order of the seller that its data names', async () => {
    expect(await eventOf('sig-own-1-sha1-order')).toEqual({
      topic: 'ORDER_CONFIRMATION',
      dedupeKey: 'id:5b1f3f6e-6f0a-4d5e-9d0b-8a4f6d1c2e33_2f1c9a77-55aa-4c1b-9c3d-1e2f3a4b5c6d',
      externalShopId: 'testSellerId01',
      hint: { kind: 'order', externalOrderIds: ['12-34567-89012'] },
    });
  });

  it('finds seller and order where other topics put them', async () => {
    const wanted = { externalShopId: 'testSellerId01', hint: { kind: 'order', externalOrderIds: ['12-34567-89012'] } };
    expect(await eventOf('sig-own-9-sha1-order-cancellation')).toMatchObject(wanted);
    expect(await eventOf('sig-own-10-sha1-item-marked-shipped')).toMatchObject(wanted);
  });

  it('tells when the seller ended the authorization', async () => {
    expect(await eventOf('sig-own-4-sha1-authorization-revocation')).toMatchObject({
      externalShopId: 'testSellerId01',
      hint: { kind: 'authorization-ended' },
    });
  });

  it('tells which buyer is to be forgotten, by both names of the account, and is for no shop', async () => {
    expect(await eventOf('sig-own-3-sha1-account-deletion')).toMatchObject({
      topic: 'MARKETPLACE_ACCOUNT_DELETION',
      externalShopId: '',
      hint: { kind: 'buyer-gone', accounts: ['test_user', 'testBuyerId01'] },
    });
  });

  it.each([
    ['another algorithm', { alg: 'none' }],
    ['a digest that is not on the list', { digest: 'MD5' }],
    ['a digest named like a member of every object', { digest: 'constructor' }],
    ['a key that leads elsewhere', { kid: '../config' }],
    ['no signature', { signature: '' }],
  ])('is refused without asking for a key when it names %s', async (_what, change) => {
    const said = { alg: 'ecdsa', kid: 'a', signature: 'AA==', digest: 'SHA1', ...change };
    expect(readSignature(Buffer.from(JSON.stringify(said)).toString('base64'))).toBeUndefined();
  });

  it('reads a key with and without line breaks', () => {
    const { public_key_as_served, public_key_pem } = vectors.simulatorKey;
    expect(readPublicKey(public_key_as_served).equals(readPublicKey(public_key_pem))).toBe(true);
  });
});
