import { join } from 'node:path';
import { startAmazonSandbox, startEbaySandbox, startShopeeSandbox, startTikTokShopSandbox } from '@shopfleet/sandbox';
import type { HubClient } from '../../scripts/demo/hub-client.ts';
import {
  amazonListing,
  amazonSeller,
  amazonSellerId,
  ebayListing,
  ebayLocations,
  ebaySellers,
  shopeeItem,
  shopeeShop,
  shopeeShopId,
  tiktokProduct,
  tiktokShops,
  writeState,
} from './many-shops.ts';

export const marketplaces = ['TikTok Shop', 'Shopee', 'eBay', 'Amazon'] as const;
export type Marketplace = (typeof marketplaces)[number];

/** The four sandboxes in this process, each with all SKUs, spread over as many shops as their limits want. */
export interface FourSandboxes extends AsyncDisposable {
  /** What a hub needs to know of them. */
  readonly variables: Readonly<Record<string, string>>;
  /** By the port at which a call arrived. */
  readonly byPort: ReadonlyMap<number, Marketplace>;
  readonly shops: number;
  readonly tiktokShops: readonly { readonly id: string; readonly cipher: string }[];
  /** Connects every shop (of some platforms) on the way that a seller goes: link, consent page, back to the hub. */
  connect(hub: HubClient, platforms?: readonly string[]): Promise<void>;
  /** Calls that were above a limit, as each sandbox counts them. */
  callsAboveLimit(): Readonly<Record<Marketplace, number>>;
}

export interface FourSandboxesOptions {
  readonly folder: string;
  readonly hubUrl: string;
  readonly codes: readonly string[];
  readonly units: number;
  readonly shopeeShops: number;
  readonly amazonSellers: number;
}

export async function startFourSandboxes(options: FourSandboxesOptions): Promise<FourSandboxes> {
  const { folder, hubUrl, codes, units, shopeeShops, amazonSellers } = options;
  await using started = new AsyncDisposableStack();
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  const shelves = (shops: number) => codes.map((code, number) => ({ shop: number % shops, code, number, units }));
  const stateOf = (name: string) => join(folder, `${name}.json`);
  const back = (slug: string) => `${hubUrl}/api/v1/platforms/callback/${slug}`;
  writeState(stateOf('tiktok'), shelves(tiktokShops.length).map(tiktokProduct));
  writeState(stateOf('shopee'), [...numbers(shopeeShops).map(shopeeShop), ...shelves(shopeeShops).map(shopeeItem)]);
  writeState(stateOf('ebay'), [...ebayLocations(), ...shelves(ebaySellers.length).flatMap(ebayListing)]);
  writeState(stateOf('amazon'), [...numbers(amazonSellers).map(amazonSeller), ...shelves(amazonSellers).map(amazonListing)]);
  const tiktok = started.use(await startTikTokShopSandbox({ stateFile: stateOf('tiktok'), settings: { redirectUrl: back('tiktok') } }));
  const shopee = started.use(await startShopeeSandbox({ stateFile: stateOf('shopee') }));
  const ebay = started.use(await startEbaySandbox({ stateFile: stateOf('ebay'), settings: { redirectUrl: back('ebay') } }));
  const settings = { redirectUrl: back('amazon'), listingDelayMs: 0 };
  const amazon = started.use(await startAmazonSandbox({ stateFile: stateOf('amazon'), settings }));
  const consents = [
    ...[...new Set(tiktokShops.map(({ sellerId }) => sellerId))].map((id) => ({ platform: 'tiktok', fields: { seller_id: id } })),
    ...numbers(shopeeShops).map((n) => ({ platform: 'shopee', fields: { account: shopeeShopId(n) } })),
    ...ebaySellers.map(({ id }) => ({ platform: 'ebay', fields: { seller_id: id } })),
    ...numbers(amazonSellers).map((n) => ({ platform: 'amazon', fields: { seller_id: amazonSellerId(n) } })),
  ];
  const running = started.move();
  return {
    variables: variablesOf({ tiktok, shopee, ebay, amazon }),
    byPort: new Map([tiktok, shopee, ebay, amazon].map(({ url }, index) => [Number(new URL(url).port), marketplaces[index] ?? 'Amazon'])),
    shops: tiktokShops.length + shopeeShops + ebaySellers.length + amazonSellers,
    tiktokShops: tiktok.control.shops(),
    async connect(hub, platforms) {
      const wanted = consents.filter(({ platform }) => platforms?.includes(platform) ?? true);
      for (const { platform, fields } of wanted) await consent(hub, platform, fields);
    },
    callsAboveLimit: () => ({
      'TikTok Shop': tiktok.control.counters().callsAboveLimit,
      Shopee: shopee.control.counters().callsAboveLimit,
      eBay: ebay.control.counters().callsAboveLimit,
      Amazon: amazon.control.counters().callsAboveLimit,
    }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function consent(hub: HubClient, platform: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const { authUrl } = await hub.post<{ authUrl: string }>('/api/shops/connect', { platform });
  const body = new URLSearchParams({ decision: 'accept', ...fields });
  const answer = await fetch(authUrl, { method: 'POST', body, redirect: 'manual' });
  const back = answer.headers.get('location');
  if (!back) throw new Error(`The consent page of ${platform} answered ${answer.status}: ${await answer.text()}`);
  await hub.visit(back);
}

interface Sandboxes {
  readonly tiktok: Awaited<ReturnType<typeof startTikTokShopSandbox>>;
  readonly shopee: Awaited<ReturnType<typeof startShopeeSandbox>>;
  readonly ebay: Awaited<ReturnType<typeof startEbaySandbox>>;
  readonly amazon: Awaited<ReturnType<typeof startAmazonSandbox>>;
}

function variablesOf({ tiktok, shopee, ebay, amazon }: Sandboxes): Record<string, string> {
  return {
    TIKTOK_APP_KEY: tiktok.appKey,
    TIKTOK_APP_SECRET: tiktok.appSecret,
    TIKTOK_SERVICE_ID: tiktok.serviceId,
    TIKTOK_API_BASE_URL: tiktok.url,
    TIKTOK_AUTH_BASE_URL: tiktok.url,
    TIKTOK_AUTHORIZATION_URL: `${tiktok.url}/open/authorize`,
    TIKTOK_ALLOWED_ORIGINS: tiktok.url,
    SHOPEE_PARTNER_ID: String(shopee.partnerId),
    SHOPEE_PARTNER_KEY: shopee.partnerKey,
    SHOPEE_API_BASE_URL: shopee.url,
    SHOPEE_AUTHORIZATION_URL: `${shopee.url}/auth`,
    SHOPEE_ALLOWED_ORIGINS: shopee.url,
    EBAY_CLIENT_ID: ebay.clientId,
    EBAY_CLIENT_SECRET: ebay.clientSecret,
    EBAY_REDIRECT_URI: ebay.ruName,
    EBAY_API_BASE_URL: ebay.url,
    EBAY_IDENTITY_BASE_URL: ebay.url,
    EBAY_AUTHORIZATION_URL: `${ebay.url}/oauth2/authorize`,
    EBAY_ALLOWED_ORIGINS: ebay.url,
    AMAZON_CLIENT_ID: amazon.clientId,
    AMAZON_CLIENT_SECRET: amazon.clientSecret,
    AMAZON_APPLICATION_ID: amazon.applicationId,
    AMAZON_API_BASE_URL: amazon.url,
    AMAZON_AUTH_BASE_URL: amazon.url,
    AMAZON_AUTHORIZATION_URL: `${amazon.url}/apps/authorize/consent`,
    AMAZON_ALLOWED_ORIGINS: amazon.url,
  };
}
