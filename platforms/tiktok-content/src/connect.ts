import { type Clock, Secret } from '@shopfleet/kernel';
import { type ConnectCapability, PlatformFailure, type TokenGrant } from '@shopfleet/platform-kit';
import { z } from 'zod';
import type { TikTokContentClient } from './client.ts';
import { endpoints, oauthEndpoints } from './endpoints.ts';
import { challengeOf, isLoopback } from './pkce.ts';
import { tokenSchema, type WireToken } from './wire/token.ts';

export interface ConnectOptions {
  readonly client: TikTokContentClient;
  readonly clock: Clock;
  readonly clientKey: string;
  readonly authorizationUrl: string;
  readonly scopes: readonly string[];
}

export function createConnect({ client, clock, clientKey, authorizationUrl, scopes }: ConnectOptions): ConnectCapability {
  return {
    authorizationUrl({ state, redirectUrl, verifier }) {
      const url = new URL(authorizationUrl);
      url.searchParams.set('client_key', clientKey);
      url.searchParams.set('scope', scopes.join(','));
      url.searchParams.set('response_type', 'code');
      url.searchParams.set('redirect_uri', redirectUrl);
      url.searchParams.set('state', state);
      // One browser may connect many accounts one after the other: the page is always shown.
      url.searchParams.set('disable_auto_auth', '1');
      if (isLoopback(redirectUrl)) {
        url.searchParams.set('code_challenge', challengeOf(needVerifier(verifier)));
        url.searchParams.set('code_challenge_method', 'S256');
      }
      return url.href;
    },

    readCallback(query) {
      if (query.error) {
        const said = query.error_description || query.error;
        return { denied: query.error === 'access_denied' ? 'The account refused' : said.slice(0, 200) };
      }
      return query.code ? { code: query.code } : { denied: 'TikTok sent no code' };
    },

    async exchangeCode(code, consent) {
      if (!consent) throw new PlatformFailure('invalid', 'TikTok wants to see the redirect address again');
      const verifier = isLoopback(consent.redirectUrl) ? { code_verifier: needVerifier(consent.verifier) } : {};
      const form = { code, grant_type: 'authorization_code', redirect_uri: consent.redirectUrl, ...verifier };
      const grant = toGrant(await client.callOauth(oauthEndpoints.exchange, { form, data: tokenSchema }), clock);
      if (!grant.refreshToken || grant.externalAccountId === '')
        throw new PlatformFailure('unexpected', 'TikTok gave no refresh token or no account');
      return grant;
    },

    async refresh(refreshToken, options) {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken.reveal() };
      return toGrant(await client.callOauth(oauthEndpoints.refresh, { form, data: tokenSchema, mayLeave: options?.mayLeave }), clock);
    },

    listShops: async () => [],

    async probe(accessToken) {
      await client.call({ accessToken }, endpoints.userInfo, { fields: ['open_id'], data: z.unknown() });
    },
  };
}

function needVerifier(verifier: string | undefined): string {
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier))
    throw new PlatformFailure('invalid', 'A redirect to this computer needs a code verifier of 43 to 128 characters');
  return verifier;
}

/** An answer without an access token or its end is no grant: nothing that works may be overwritten with it. */
function toGrant(token: WireToken, clock: Clock): TokenGrant {
  if (token.access_token === '' || token.expires_in === undefined) {
    throw new PlatformFailure('outcome-unknown', 'TikTok answered without an access token');
  }
  const after = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1_000);
  return {
    accessToken: new Secret(token.access_token),
    refreshToken: token.refresh_token === '' ? undefined : new Secret(token.refresh_token),
    accessExpiresAt: after(token.expires_in),
    refreshExpiresAt: token.refresh_expires_in === undefined ? undefined : after(token.refresh_expires_in),
    scopes: token.scope,
    externalAccountId: token.open_id,
    accountName: '',
  };
}
