import { readFileSync } from 'node:fs';
import { Secret } from '@shopfleet/kernel';
import { noLimit, PlatformFailure } from '@shopfleet/platform-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { createTikTokContent } from './tiktok-content.ts';

const { requests, pkce } = JSON.parse(readFileSync(new URL('./fixtures/requests.json', import.meta.url), 'utf8')) as {
  requests: {
    authorize_url: { value: string };
    code_from_callback: { query: string; code_decoded: string };
  };
  pkce: { code_verifier: string; code_challenge_hex: string }[];
};
const app = { clientKey: 'awexampleclientkey', clientSecret: new Secret('example-client-secret-0000000001'), limiter: noLimit };
const platform = createTikTokContent(app);
const { connect } = platform;
afterAll(() => platform.close());

const web = 'https://hub.example.com/oauth/tiktok/callback';
const verifier = pkce[0]?.code_verifier ?? '';

describe('the way to the consent page', () => {
  it('is the published one, to the letter, and carries no challenge for a web address', () => {
    expect(connect.authorizationUrl({ state: 'st_0001', redirectUrl: web, verifier })).toBe(requests.authorize_url.value);
  });

  it('carries the hexadecimal challenge when it comes back to this computer', () => {
    const url = new URL(connect.authorizationUrl({ state: 's', redirectUrl: 'http://localhost:3000/auth/tiktok/callback', verifier }));
    expect(url.searchParams.get('code_challenge')).toBe(pkce[0]?.code_challenge_hex);
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    for (const bad of [undefined, 'short', `${'a'.repeat(43)}+`])
      expect(() =>
        connect.authorizationUrl({ state: 's', redirectUrl: 'http://127.0.0.1:1/x', ...(bad === undefined ? {} : { verifier: bad }) }),
      ).toThrow(PlatformFailure);
  });

  it('asks for fewer scopes when the app has fewer', async () => {
    const small = createTikTokContent({ ...app, scopes: ['user.info.basic', 'video.list'] });
    const url = new URL(small.connect.authorizationUrl({ state: 's', redirectUrl: web }));
    expect(url.searchParams.get('scope')).toBe('user.info.basic,video.list');
    expect(small.manifest.auth.scopes).toEqual(['user.info.basic', 'video.list']);
    await small.close();
  });
});

describe('the way back', () => {
  it('brings a code with its stars and exclamation marks', () => {
    const query = Object.fromEntries(new URLSearchParams(requests.code_from_callback.query));
    expect(connect.readCallback(query)).toEqual({ code: requests.code_from_callback.code_decoded });
  });

  it('says why there is none', () => {
    expect(connect.readCallback({ error: 'access_denied', error_description: 'x' })).toEqual({ denied: 'The account refused' });
    expect(connect.readCallback({ error: 'invalid_scope', error_description: 'Not approved' })).toEqual({ denied: 'Not approved' });
    expect(connect.readCallback({ error: 'server_error', code: 'c' })).toEqual({ denied: 'server_error' });
    expect(connect.readCallback({})).toEqual({ denied: 'TikTok sent no code' });
  });
});
