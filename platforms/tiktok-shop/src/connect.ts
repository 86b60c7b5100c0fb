import { Secret } from '@shopfleet/kernel';
import { type ConnectCapability, PlatformFailure, type PlatformShop, type ShopAccess, type TokenGrant } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { manifest } from './manifest.ts';
import { nothingSchema } from './wire/envelope.ts';
import { shopsSchema, tokenSchema, type WireToken } from './wire/token.ts';

export interface ConnectOptions {
  readonly client: TikTokClient;
  readonly serviceId: string;
  /** Where the seller gives consent; sellers of the US have a page of their own. */
  readonly authorizationUrl: string;
  readonly usAuthorizationUrl?: string;
}

const maxAddressLength = 255;

export function createConnect({ client, serviceId, authorizationUrl, usAuthorizationUrl }: ConnectOptions): ConnectCapability {
  return {
    // The redirect address is set in Partner Center and cannot be given here.
    authorizationUrl({ state, region }) {
      const url = new URL(region === 'US' && usAuthorizationUrl ? usAuthorizationUrl : authorizationUrl);
      url.searchParams.set('service_id', serviceId);
      url.searchParams.set('state', state);
      return url.href;
    },

    readCallback(query) {
      const code = query.code ?? '';
      if (query.error) return { denied: query.error === 'auth_denied' ? 'The seller refused' : query.error.slice(0, 100) };
      return code === '' || code === 'null' ? { denied: 'TikTok Shop sent no code' } : { code };
    },

    async exchangeCode(code) {
      const grant = toGrant(await client.callToken('/api/v2/token/get', { auth_code: code, grant_type: 'authorized_code' }, tokenSchema));
      if (!grant.refreshToken) throw new PlatformFailure('unexpected', 'TikTok Shop gave no refresh token');
      return grant;
    },

    async refresh(refreshToken, options) {
      const query = { refresh_token: refreshToken.reveal(), grant_type: 'refresh_token' };
      return toGrant(await client.callToken('/api/v2/token/refresh', query, tokenSchema, options?.mayLeave));
    },

    async listShops(accessToken): Promise<readonly PlatformShop[]> {
      const { shops } = await client.call({ accessToken }, endpoints.authorizedShops, { data: shopsSchema });
      return shops.map(({ id, name, region, cipher }) => ({ externalId: id, name: name || id, region, addressKey: cipher }));
    },

    async revoke(access: ShopAccess) {
      await client.call(access, endpoints.endAuthorization, { data: nothingSchema });
    },

    async subscribe(access: ShopAccess, address: string) {
      if (address.length > maxAddressLength) throw new PlatformFailure('invalid', 'The address for events is longer than 255 characters');
      for (const event_type of manifest.webhookTopics) {
        await client.call(access, endpoints.setWebhook, { body: { event_type, address }, data: nothingSchema });
      }
    },
  };
}

/** An answer without an access token or its end is no grant: nothing that works may be overwritten with it. */
function toGrant(token: WireToken): TokenGrant {
  if (token.access_token === '' || !token.access_token_expire_in) {
    throw new PlatformFailure('outcome-unknown', 'TikTok Shop answered without an access token');
  }
  return {
    accessToken: new Secret(token.access_token),
    refreshToken: token.refresh_token === '' ? undefined : new Secret(token.refresh_token),
    accessExpiresAt: token.access_token_expire_in,
    refreshExpiresAt: token.refresh_token_expire_in,
    scopes: token.granted_scopes,
    externalAccountId: token.open_id,
    accountName: token.seller_name,
  };
}
