import { type Clock, Secret } from '@shopfleet/kernel';
import { type ConnectCapability, PlatformFailure, type TokenGrant } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { toNumber } from './line-id.ts';
import { shopInfoSchema, tokenSchema, type WireToken } from './wire/token.ts';

export interface ConnectOptions {
  readonly client: ShopeeClient;
  readonly clock: Clock;
  readonly partnerId: number;
  /** Where the seller gives consent. */
  readonly authorizationUrl: string;
}

/** A connection is one shop: its tokens belong to it alone. */
export function createConnect({ client, clock, partnerId, authorizationUrl }: ConnectOptions): ConnectCapability {
  return {
    authorizationUrl({ state, redirectUrl }) {
      const url = new URL(authorizationUrl);
      url.searchParams.set('partner_id', String(partnerId));
      url.searchParams.set('auth_type', 'seller');
      url.searchParams.set('redirect_uri', redirectUrl);
      url.searchParams.set('response_type', 'code');
      url.searchParams.set('state', state);
      return url.href;
    },

    readCallback({ code = '', shop_id = '', main_account_id = '', error = '', message = '' }) {
      if (error) return { denied: (message || error).slice(0, 100) };
      if (main_account_id && !shop_id) {
        return { denied: 'That was a main account. Connect shop by shop: log in at Shopee with the account of the shop' };
      }
      if (code === '') return { denied: 'Shopee sent no code' };
      return /^\d{1,16}$/.test(shop_id) ? { code, account: shop_id } : { denied: 'Shopee did not say which shop consented' };
    },

    async exchangeCode(code, consent) {
      const shopId = consent?.account ?? '';
      if (shopId === '') throw new PlatformFailure('invalid', 'The shop that consented is not known; connect it again');
      const grant = toGrant(await client.callToken(endpoints.getToken, { code, shop_id: toNumber(shopId) }, tokenSchema), shopId, clock);
      if (!grant.refreshToken) throw new PlatformFailure('unexpected', 'Shopee gave no refresh token');
      return grant;
    },

    async refresh(refreshToken, { mayLeave, externalAccountId = '' } = {}) {
      const body = { refresh_token: refreshToken.reveal(), shop_id: toNumber(externalAccountId) };
      return toGrant(await client.callToken(endpoints.refreshToken, body, tokenSchema, mayLeave), externalAccountId, clock);
    },

    async listShops(accessToken, externalAccountId) {
      const access = { accessToken, shopId: externalAccountId };
      const { shop_name, region } = await client.call(access, endpoints.getShopInfo, { data: shopInfoSchema });
      return [{ externalId: externalAccountId, name: shop_name || externalAccountId, region, addressKey: '' }];
    },

    async probe(accessToken, externalAccountId) {
      await client.call({ accessToken, shopId: externalAccountId }, endpoints.getShopInfo, { data: shopInfoSchema });
    },
  };
}

/** No span reaches this far; a number beyond it is a moment. */
const latestSpan = 1_000_000_000;

/** An answer without an access token or its end is no grant: nothing that works may be overwritten with it. */
export function toGrant({ access_token, refresh_token, expire_in }: WireToken, shopId: string, clock: Clock): TokenGrant {
  if (access_token === '' || expire_in <= 0) throw new PlatformFailure('outcome-unknown', 'Shopee answered without an access token');
  const expiresAtMs = expire_in > latestSpan ? expire_in * 1_000 : clock.now().getTime() + expire_in * 1_000;
  return {
    accessToken: new Secret(access_token),
    refreshToken: refresh_token === '' ? undefined : new Secret(refresh_token),
    accessExpiresAt: new Date(expiresAtMs),
    refreshExpiresAt: undefined,
    scopes: [],
    externalAccountId: shopId,
    accountName: '',
  };
}
