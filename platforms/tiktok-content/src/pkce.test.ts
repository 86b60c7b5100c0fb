import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { challengeOf, isLoopback } from './pkce.ts';

const { pkce } = JSON.parse(readFileSync(new URL('./fixtures/requests.json', import.meta.url), 'utf8')) as {
  pkce: { id: string; code_verifier: string; code_challenge_hex: string; code_challenge_base64url: string }[];
};

it.each(pkce)('is the hexadecimal digest, never the base64url of the RFC: $id', (vector) => {
  expect(challengeOf(vector.code_verifier)).toBe(vector.code_challenge_hex);
  expect(challengeOf(vector.code_verifier)).not.toBe(vector.code_challenge_base64url);
});

it('belongs to redirects to this computer only', () => {
  const loopback = ['http://127.0.0.1:3000/auth/tiktok/callback', 'http://localhost:8080/x', 'https://localhost:8443/x'];
  expect(loopback.filter((url) => !isLoopback(url))).toEqual([]);
  const elsewhere = ['https://hub.example.com/auth/tiktok/callback', 'https://localhost.example.com/', 'https://10.0.0.1/', 'nonsense'];
  expect(elsewhere.filter((url) => isLoopback(url))).toEqual([]);
});
