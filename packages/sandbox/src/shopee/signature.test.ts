import { expect, test } from 'vitest';
import vectors from '../../fixtures/shopee.vectors.json' with { type: 'json' };
import { isSigned, pushSignature, requestSignature, type SignedParts } from './signature.ts';

const shopVectors = vectors.request_sign.vectors.filter((vector) => vector.kind !== 'merchant');
type Vector = (typeof shopVectors)[number];

const partsOf = (vector: Vector): SignedParts => ({
  partnerId: String(vector.partner_id),
  path: vector.path,
  timestamp: String(vector.timestamp),
  ...('shop_id' in vector ? { accessToken: String(vector.access_token), shopId: String(vector.shop_id) } : {}),
});

test.each(shopVectors)('signs requests as published: $id', (vector) => {
  expect(requestSignature(vector.partner_key, partsOf(vector))).toBe(vector.sign);
  expect(isSigned(vector.partner_key, partsOf(vector), vector.sign)).toBe(true);
});

test.each(vectors.request_sign.negative)('refuses what others got wrong: $mistake', (negative) => {
  const vector = shopVectors.find((candidate) => candidate.id === negative.of);
  if (!vector) throw new Error('broken fixture');
  expect(isSigned(vector.partner_key, partsOf(vector), negative.wrong_sign)).toBe(false);
});

test('refuses upper-case hex', () => {
  const [vector] = shopVectors;
  if (!vector) throw new Error('broken fixture');
  expect(isSigned(vector.partner_key, partsOf(vector), vector.sign.toUpperCase())).toBe(false);
});

test.each(vectors.push_authorization.vectors)('signs pushes as published: $id', (vector) => {
  const body = Buffer.from(vector.raw_body_base64, 'base64');
  expect(pushSignature(vector.partner_key, vector.callback_url, body)).toBe(vector.authorization);
});

test.each(vectors.push_authorization.negative)('signs no push as others did: $mistake', (negative) => {
  const vector = vectors.push_authorization.vectors.find((candidate) => candidate.id === negative.of);
  if (!vector) throw new Error('broken fixture');
  const body = Buffer.from(vector.raw_body_base64, 'base64');
  expect(pushSignature(vector.partner_key, vector.callback_url, body)).not.toBe(negative.wrong_authorization);
});
