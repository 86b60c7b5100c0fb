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

/** What stands before the number of a main account, which consents for all of its shops at once. */
const mainPrefix = 'main:';

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
      if (code === '') return { denied: 'Shopee sent no code' };
      if (!/^\d{1,16}$/.test(shop_id || main_account_id)) return { denied: 'Shopee did not say which shop consented' };
      return { code, account: shop_id || mainPrefix + main_account_id };
    },

    async exchangeCode(code, consent) {
      const account = consent?.account ?? '';
      if (account === '') throw new PlatformFailure('invalid', 'The shop that consented is not known; connect it again');
      const isMain = account.startsWith(mainPrefix);
      const owner = isMain ? { main_account_id: toNumber(account.slice(mainPrefix.length)) } : { shop_id: toNumber(account) };
      const wire = await client.callToken(endpoints.getToken, { code, ...owner }, tokenSchema);
      const grant = toGrant(wire, account, clock);
      if (!grant.refreshToken) throw new PlatformFailure('unexpected', 'Shopee gave no refresh token');
      // The first pair of a main account opens all its shops; its refresh token is good once for each of them.
      return isMain ? { ...grant, externalAccountIds: wire.shop_id_list } : grant;
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
export function toGrant(wire: Omit<WireToken, 'shop_id_list'>, account: string, clock: Clock): TokenGrant {
  const { access_token, refresh_token, expire_in } = wire;
  if (access_token === '' || expire_in <= 0) throw new PlatformFailure('outcome-unknown', 'Shopee answered without an access token');
  const expiresAtMs = expire_in > latestSpan ? expire_in * 1_000 : clock.now().getTime() + expire_in * 1_000;
  return {
    accessToken: new Secret(access_token),
    refreshToken: refresh_token === '' ? undefined : new Secret(refresh_token),
    accessExpiresAt: new Date(expiresAtMs),
    refreshExpiresAt: undefined,
    scopes: [],
    externalAccountId: account,
    accountName: '',
  };
}
