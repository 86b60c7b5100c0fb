import { expect, test } from 'vitest';
import vectors from '../../fixtures/tiktok-content.vectors.json' with { type: 'json' };
import { webhookSignature } from './webhook-signature.ts';

test.each(vectors.webhook_signature.vectors)('signs webhooks as published: $id', (vector) => {
  const bytes = Buffer.from(vector.raw_body_base64, 'base64');
  expect(bytes.toString()).toBe(vector.raw_body);
  expect(webhookSignature(vector.client_secret, vector.t, bytes)).toBe(vector.header);
});

test.each(vectors.webhook_signature.negative.filter((negative) => 'wrong_s' in negative))(
  'does not make the mistake of $id',
  (negative) => {
    const vector = vectors.webhook_signature.vectors.find(({ id }) => id === negative.of);
    if (!vector) throw new Error('broken fixture');
    expect(webhookSignature(vector.client_secret, vector.t, Buffer.from(vector.raw_body))).not.toContain(negative.wrong_s);
  },
);
