import { type Clock, Secret } from '@shopfleet/kernel';
import { type ConnectCapability, PlatformFailure, type PlatformShop, type TokenGrant } from '@shopfleet/platform-kit';
import type { AmazonClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import type { Login } from './login.ts';
import { findMarketplace, type SellingRegion, sellerCentralOf, sellingRegions } from './marketplaces.ts';
import { subscriptionSchema } from './wire/notification-setup.ts';
import { participationsSchema, type WireParticipation } from './wire/seller.ts';
import type { WireToken } from './wire/token.ts';

/** A private application of one seller: its refresh token comes from the developer console, and nobody is sent to a consent page. */
export interface SelfAuthorised {
  readonly refreshToken: Secret;
  readonly sellerId: string;
  /** One of its marketplaces, which tells its region; without it, the regions are asked one by one. */
  readonly marketplaceId?: string;
}

export interface ConnectOptions {
  readonly client: AmazonClient;
  readonly login: Login;
  readonly clock: Clock;
  readonly applicationId?: string;
  readonly apiBaseUrls: Readonly<Record<SellingRegion, string>>;
  /** The consent page; without it, that of the seller's country. */
  readonly authorizationUrl?: string;
  /** Draft applications are consented to on a page of their own. */
  readonly isDraft?: boolean;
  readonly selfAuthorised?: SelfAuthorised;
}

type Connect = Omit<ConnectCapability, 'subscribe'>;
/** Stands for the code where there is none to exchange. */
const selfAuthorisedCode = 'self-authorised';

export function createConnect(options: ConnectOptions): Connect {
  const { client, login, clock, selfAuthorised } = options;
  /** Which regions a seller's grant opened lately, so that a check costs one call of a tiny budget. */
  const opened = new Map<string, string>();
  const own = findMarketplace(selfAuthorised?.marketplaceId ?? '');
  if (selfAuthorised && own) opened.set(selfAuthorised.sellerId, options.apiBaseUrls[own.region]);

  async function participations(accessToken: Secret, sellerId: string): Promise<readonly WireParticipation[]> {
    const known = opened.get(sellerId);
    const hosts = [...new Set([...(known === undefined ? [] : [known]), ...sellingRegions.map((region) => options.apiBaseUrls[region])])];
    let refusal: unknown;
    for (const baseUrl of hosts) {
      try {
        const place = { owner: sellerId, baseUrl, token: async () => accessToken };
        const all = await client.call(place, endpoints.participations, { data: participationsSchema });
        const here = all.filter(({ marketplace }) => isOfHost(options.apiBaseUrls, marketplace.id, baseUrl));
        if (here.length === 0) continue;
        opened.set(sellerId, baseUrl);
        return here;
      } catch (error) {
        if (!(error instanceof PlatformFailure) || !['forbidden', 'auth-expired'].includes(error.kind)) throw error;
        // A token of another region is refused, too. That it has expired says more than that it may not.
        if (refusal === undefined || error.kind === 'auth-expired') refusal = error;
      }
    }
    if (refusal !== undefined) throw refusal;
    return [];
  }

  /** Whether the grant opens anything, by a call of a wide budget; false when this call is not allowed, which others may be. */
  async function mayAsk(accessToken: Secret, sellerId: string, baseUrl: string): Promise<boolean> {
    const place = { owner: sellerId, baseUrl, token: async () => accessToken };
    try {
      await client.call(place, endpoints.getSubscription, { path: { notificationType: 'ORDER_CHANGE' }, data: subscriptionSchema });
      return true;
    } catch (error) {
      if (!(error instanceof PlatformFailure) || !['not-found', 'forbidden'].includes(error.kind)) throw error;
      return error.kind === 'not-found';
    }
  }

  return {
    ...(selfAuthorised && { ownAccount: selfAuthorised.sellerId }),

    authorizationUrl({ state, redirectUrl, region }) {
      if (selfAuthorised) return selfAuthorisedUrl(redirectUrl, state, selfAuthorised.sellerId);
      if (!options.applicationId) throw new PlatformFailure('invalid', 'The application id of Amazon is not set up');
      const url = new URL(options.authorizationUrl ?? `https://${sellerCentralOf(region)}`);
      if (url.pathname === '/') url.pathname = '/apps/authorize/consent';
      url.searchParams.set('application_id', options.applicationId);
      url.searchParams.set('state', state);
      url.searchParams.set('redirect_uri', redirectUrl);
      if (options.isDraft) url.searchParams.set('version', 'beta');
      return url.href;
    },

    readCallback(query) {
      const { spapi_oauth_code: code = '', selling_partner_id: account = '', error = '' } = query;
      if (error !== '') return { denied: error === 'access_denied' ? 'The seller refused' : error.slice(0, 100) };
      if (code === '') return { denied: 'Amazon sent no code' };
      return account === '' ? { denied: 'Amazon did not say which seller consented' } : { code, account };
    },

    async exchangeCode(code, consent) {
      if (selfAuthorised && code === selfAuthorisedCode) {
        const refresh_token = selfAuthorised.refreshToken.reveal();
        const token = await login.ask({ grant_type: 'refresh_token', refresh_token });
        return toGrant(clock, { ...token, refresh_token }, selfAuthorised.sellerId);
      }
      if (!consent?.account) throw new PlatformFailure('invalid', 'Amazon did not say which seller consented; begin again');
      const token = await login.ask({ grant_type: 'authorization_code', code, redirect_uri: consent.redirectUrl });
      const grant = toGrant(clock, token, consent.account);
      if (!grant.refreshToken) throw new PlatformFailure('unexpected', 'Amazon gave no refresh token');
      return grant;
    },

    async refresh(refreshToken, refreshing) {
      const token = await login.ask({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() }, refreshing?.mayLeave);
      return toGrant(clock, token, refreshing?.externalAccountId ?? '');
    },

    async listShops(accessToken, sellerId) {
      const here = await participations(accessToken, sellerId);
      return here.filter(({ participation }) => participation.isParticipating).map((participation) => toShop(sellerId, participation));
    },

    async probe(accessToken, sellerId) {
      const baseUrl = opened.get(sellerId);
      if (baseUrl === undefined || !(await mayAsk(accessToken, sellerId, baseUrl))) await participations(accessToken, sellerId);
    },
  };
}

/** Amazon lists marketplaces that no seller sees, too: what this version does not know is left out. */
function isOfHost(baseUrls: ConnectOptions['apiBaseUrls'], marketplaceId: string, baseUrl: string): boolean {
  const marketplace = findMarketplace(marketplaceId);
  return marketplace !== undefined && baseUrls[marketplace.region] === baseUrl;
}

function selfAuthorisedUrl(redirectUrl: string, state: string, sellerId: string): string {
  const url = new URL(redirectUrl);
  url.searchParams.set('state', state);
  url.searchParams.set('selling_partner_id', sellerId);
  url.searchParams.set('spapi_oauth_code', selfAuthorisedCode);
  return url.href;
}

function toShop(sellerId: string, { marketplace, storeName }: WireParticipation): PlatformShop {
  const name = storeName === '' ? marketplace.name : `${storeName} (${marketplace.name})`;
  return {
    externalId: `${sellerId}:${marketplace.id}`,
    name,
    region: findMarketplace(marketplace.id)?.country ?? marketplace.countryCode,
    addressKey: marketplace.id,
  };
}

function toGrant(clock: Clock, token: WireToken, externalAccountId: string): TokenGrant {
  return {
    accessToken: new Secret(token.access_token),
    refreshToken: token.refresh_token === '' ? undefined : new Secret(token.refresh_token),
    accessExpiresAt: new Date(clock.now().getTime() + token.expires_in * 1_000),
    // Amazon names no end of it.
    refreshExpiresAt: undefined,
    scopes: [],
    externalAccountId,
    accountName: externalAccountId,
  };
}
