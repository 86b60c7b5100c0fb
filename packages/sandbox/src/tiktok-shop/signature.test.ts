import { expect, test } from 'vitest';
import vectors from '../../fixtures/tiktok-shop.vectors.json' with { type: 'json' };
import { isRequestSigned, requestSignature, type SignedParts, webhookSignature } from './signature.ts';

type RequestVector = (typeof vectors.request_sign)[number];

const partsOf = (vector: RequestVector, body = vector.body): SignedParts => ({
  path: vector.path,
  query: new Map(Object.entries(vector.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))),
  body: Buffer.from(body ?? ''),
  contentType: vector.content_type,
});

test.each(vectors.request_sign)('signs requests as published: $id', (vector) => {
  expect(requestSignature(vector.app_secret, partsOf(vector))).toBe(vector.sign);
  expect(isRequestSigned(vector.app_secret, partsOf(vector), vector.sign)).toBe(true);
});

test.each(vectors.request_sign_negative.filter((vector) => 'body' in vector && typeof vector.body === 'string'))(
  'refuses a signature over other bytes: $id',
  (negative) => {
    const base = vectors.request_sign.find((vector) => vector.id === negative.base);
    if (!base || !('body' in negative) || typeof negative.body !== 'string') throw new Error('broken fixture');
    expect(isRequestSigned(base.app_secret, partsOf(base, negative.body), base.sign)).toBe(false);
  },
);

test('refuses upper-case hex', () => {
  const [vector] = vectors.request_sign;
  if (!vector) throw new Error('broken fixture');
  expect(isRequestSigned(vector.app_secret, partsOf(vector), vector.sign.toUpperCase())).toBe(false);
});

test('accepts a body of {} signed with and without it', () => {
  const [vector] = vectors.request_sign_ambiguous;
  if (!vector) throw new Error('broken fixture');
  const parts = {
    path: vector.path,
    query: new Map(Object.entries(vector.query)),
    body: Buffer.from('{}'),
    contentType: vector.content_type,
  };
  expect(isRequestSigned(vector.app_secret, parts, vector.sign_when_body_included)).toBe(true);
  expect(isRequestSigned(vector.app_secret, parts, vector.sign_when_body_left_out)).toBe(true);
});

test.each(vectors.webhook_sign)('signs webhooks as published: $id', (vector) => {
  expect(webhookSignature(vector.app_key, vector.app_secret, Buffer.from(vector.raw_body))).toBe(vector.authorization);
});
