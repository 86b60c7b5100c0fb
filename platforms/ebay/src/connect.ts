import { type Clock, Secret } from '@shopfleet/kernel';
import { type ConnectCapability, PlatformFailure, type PlatformShop, type TokenGrant } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { EbayClient } from './client.ts';
import { consentUrl } from './consent-url.ts';
import { endpoints } from './endpoints.ts';
import { manifest } from './manifest.ts';
import { marketplaceOf } from './marketplaces.ts';
import { json, nothing } from './read-answer.ts';
import type { WireToken } from './wire/token.ts';
import { userSchema } from './wire/token.ts';

export interface ConnectOptions {
  readonly client: EbayClient;
  readonly clock: Clock;
  readonly clientId: string;
  readonly ruName: string;
  readonly authorizationUrl: string;
  readonly subscribe?: NonNullable<ConnectCapability['subscribe']>;
}

export function createConnect({ client, clock, clientId, ruName, authorizationUrl, subscribe }: ConnectOptions): ConnectCapability {
  const { scopes } = manifest.auth;

  function readUser(accessToken: Secret): Promise<z.infer<typeof userSchema>> {
    return client.call({ accessToken }, endpoints.getUser, { answer: json(userSchema) });
  }

  return {
    // The address that the seller comes back to is set beside the RuName and cannot be given here.
    authorizationUrl: ({ state }) => consentUrl({ page: authorizationUrl, clientId, ruName, scopes, state }),

    readCallback(query) {
      if (query.error) return { denied: query.error === 'access_denied' ? 'The seller refused' : query.error.slice(0, 100) };
      return query.code ? { code: query.code } : { denied: 'eBay sent no code' };
    },

    async exchangeCode(code) {
      const fields = { grant_type: 'authorization_code', code, redirect_uri: ruName };
      const token = await client.callToken({ fields, budget: 'oauth.code', isRepeatable: false });
      if (token.refresh_token === '') throw new PlatformFailure('unexpected', 'eBay gave no refresh token');
      const user = await readUser(new Secret(token.access_token));
      // The answer names no scopes; a consent is given to all that were asked for, or not at all.
      return { ...toGrant(token, clock), scopes, externalAccountId: user.userId, accountName: user.username || user.userId };
    },

    async refresh(refreshToken, options) {
      // No scopes: that gives those which the seller granted then. One that was added since would end the whole connection.
      const fields = { grant_type: 'refresh_token', refresh_token: refreshToken.reveal() };
      const { mayLeave, externalAccountId = '' } = options ?? {};
      const call = { fields, budget: 'oauth.refresh', isRepeatable: true, ...(mayLeave ? { mayLeave } : {}) } as const;
      return { ...toGrant(await client.callToken(call), clock), scopes: [], externalAccountId, accountName: '' };
    },

    async listShops(accessToken): Promise<readonly PlatformShop[]> {
      const { userId, username, registrationMarketplaceId } = await readUser(accessToken);
      const region = marketplaceOf(registrationMarketplaceId).country;
      return [{ externalId: userId, name: username || userId, region, addressKey: registrationMarketplaceId || 'EBAY_US' }];
    },

    // One item: inventory has the largest daily number of all APIs, and every connection is looked at often.
    async probe(accessToken) {
      await client.call({ accessToken }, endpoints.getItems, { query: { limit: '1' }, answer: nothing });
    },

    ...(subscribe ? { subscribe } : {}),
  };
}

function toGrant(
  token: WireToken,
  clock: Clock,
): Pick<TokenGrant, 'accessToken' | 'refreshToken' | 'accessExpiresAt' | 'refreshExpiresAt'> {
  const after = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000);
  return {
    accessToken: new Secret(token.access_token),
    refreshToken: token.refresh_token === '' ? undefined : new Secret(token.refresh_token),
    accessExpiresAt: after(token.expires_in),
    refreshExpiresAt: token.refresh_token_expires_in === undefined ? undefined : after(token.refresh_token_expires_in),
  };
}
