import { Secret } from '@shopfleet/kernel';
import { describe, expect, it } from 'vitest';
import { consentUrl } from './consent-url.ts';
import { basicAuthorization, formOf } from './oauth.ts';
import { readFixture } from './test/fixtures.ts';

const oauth = readFixture<{
  client_id: string;
  client_secret: string;
  ru_name: string;
  basic_authorization: string;
  authorize_url_sandbox: string;
  accept_redirect: { url: string; decoded_code: string };
  token_request_authorization_code: { body: string };
  token_request_client_credentials: { body: string };
}>('oauth.json');

describe('the consent of a seller', () => {
  it('is asked for as published: with the RuName in the place of an address, and %20 between scopes', () => {
    const asked = new URL(oauth.authorize_url_sandbox).searchParams;
    const url = consentUrl({
      page: 'https://auth.sandbox.ebay.com/oauth2/authorize',
      clientId: oauth.client_id,
      ruName: oauth.ru_name,
      scopes: (asked.get('scope') ?? '').split(' '),
      state: 'st_8f14e45f',
    });
    expect(url).toBe(oauth.authorize_url_sandbox);
  });

  it('is exchanged with its code decoded once and encoded once', () => {
    const code = new URL(oauth.accept_redirect.url).searchParams.get('code') ?? '';
    expect(code).toBe(oauth.accept_redirect.decoded_code);
    expect(formOf({ grant_type: 'authorization_code', code, redirect_uri: oauth.ru_name })).toBe(
      oauth.token_request_authorization_code.body,
    );
  });
});

describe('the application', () => {
  it('says who it is as published', () => {
    expect(basicAuthorization(oauth.client_id, new Secret(oauth.client_secret))).toBe(oauth.basic_authorization);
  });

  it('asks for its own token as published', () => {
    expect(formOf({ grant_type: 'client_credentials', scope: 'https://api.ebay.com/oauth/api_scope' })).toBe(
      oauth.token_request_client_credentials.body,
    );
  });
});
