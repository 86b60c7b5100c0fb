import { verify } from 'node:crypto';
import { expect, test } from 'vitest';
import vectors from '../../fixtures/ebay.vectors.json' with { type: 'json' };
import { challengeResponse } from './challenge.ts';
import { notificationSignature } from './platform-notification.ts';
import { SigningKey } from './signing-key.ts';

test.each(vectors.challenge_response.vectors)('answers the challenge of $id', (vector) => {
  expect(challengeResponse(vector.challenge_code, vector.verification_token, vector.endpoint)).toBe(vector.challenge_response);
});

test.each(vectors.platform_notification_signature.vectors)('signs the SOAP notification $id', (vector) => {
  const app = { devId: vector.dev_id, clientId: vector.app_id, clientSecret: vector.cert_id };
  expect(notificationSignature(vector.timestamp, app)).toBe(vector.signature);
});

const [sample] = vectors.notification_signature.vectors;

test.each(['SHA1', 'SHA256'])('signs with %s as the documented header says, and serves the key without line breaks', (digest) => {
  const key = new SigningKey();
  const body = Buffer.from(sample?.raw_body ?? '');
  const header = JSON.parse(Buffer.from(key.header(body, digest), 'base64').toString());
  expect(Object.keys(header)).toEqual(Object.keys(sample?.decoded_header ?? {}));
  const served = key.publicText();
  expect(served).toMatch(/^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=]{124}-----END PUBLIC KEY-----$/);
  const pem = served.replace('-----BEGIN PUBLIC KEY-----', '$&\n').replace('-----END PUBLIC KEY-----', '\n$&');
  expect(verify(digest, body, pem, Buffer.from(header.signature, 'base64'))).toBe(true);
});

test('a key that was kept signs as before', () => {
  const key = new SigningKey();
  const again = new SigningKey();
  again.restore(key.read());
  expect([again.kid, again.publicText()]).toEqual([key.kid, key.publicText()]);
});
