import type { HubClient } from './hub-client.ts';
import { askSandbox } from './sandbox-client.ts';

/** What the demo has to know of a marketplace beside TikTok Shop: how sandbox and hub are told of each other, and how a seller consents. */
export interface DemoMarketplace {
  readonly slug: 'shopee' | 'ebay' | 'amazon';
  readonly title: string;
  /** How many times slower than TikTok Shop's its orders come. */
  readonly slower: number;
  sandboxOptions(hubUrl: string): readonly string[];
  sandboxCredentials(keys: DemoKeys): Readonly<Record<string, string>>;
  hubVariables(url: string, keys: DemoKeys): Readonly<Record<string, string>>;
  /** Fields of the consent page, beside the decision. */
  consentOf(shop: DemoShop): Readonly<Record<string, string>>;
}

/** Secrets that the demo made for itself. */
export interface DemoKeys {
  readonly appSecret: string;
}

export interface DemoShop {
  readonly id: string;
  readonly sellerId?: string;
}

const webhook = (hubUrl: string, slug: string) => `${hubUrl}/api/v1/platforms/webhook/${slug}`;
const callback = (hubUrl: string, slug: string) => `${hubUrl}/api/v1/platforms/callback/${slug}`;

const shopee: DemoMarketplace = {
  slug: 'shopee',
  title: 'Shopee',
  slower: 2,
  sandboxOptions: (hubUrl) => ['--shopee-webhook-url', webhook(hubUrl, 'shopee')],
  sandboxCredentials: ({ appSecret }) => ({ SANDBOX_SHOPEE_PARTNER_ID: '1006789', SANDBOX_SHOPEE_PARTNER_KEY: `shopee${appSecret}` }),
  hubVariables: (url, { appSecret }) => ({
    SHOPEE_PARTNER_ID: '1006789',
    SHOPEE_PARTNER_KEY: `shopee${appSecret}`,
    SHOPEE_API_BASE_URL: url,
    SHOPEE_AUTHORIZATION_URL: `${url}/auth`,
    SHOPEE_ALLOWED_ORIGINS: url,
  }),
  consentOf: ({ id }) => ({ account: id }),
};

const ebay: DemoMarketplace = {
  slug: 'ebay',
  title: 'eBay',
  slower: 8,
  sandboxOptions: (hubUrl) => ['--ebay-redirect-url', callback(hubUrl, 'ebay')],
  sandboxCredentials: ({ appSecret }) => ({
    SANDBOX_EBAY_CLIENT_ID: 'Shopfleet-demo',
    SANDBOX_EBAY_CLIENT_SECRET: `ebay${appSecret}`,
    SANDBOX_EBAY_RU_NAME: 'Shopfleet-demo-RuName',
  }),
  hubVariables: (url, { appSecret }) => ({
    EBAY_CLIENT_ID: 'Shopfleet-demo',
    EBAY_CLIENT_SECRET: `ebay${appSecret}`,
    EBAY_REDIRECT_URI: 'Shopfleet-demo-RuName',
    EBAY_ALERT_EMAIL: 'alerts@demo.shopfleet.example',
    EBAY_API_BASE_URL: url,
    EBAY_IDENTITY_BASE_URL: url,
    EBAY_AUTHORIZATION_URL: `${url}/oauth2/authorize`,
    EBAY_ALLOWED_ORIGINS: url,
  }),
  consentOf: ({ id }) => ({ seller_id: id }),
};

const amazon: DemoMarketplace = {
  slug: 'amazon',
  title: 'Amazon',
  slower: 4,
  sandboxOptions: (hubUrl) => ['--amazon-webhook-url', webhook(hubUrl, 'amazon'), '--amazon-redirect-url', callback(hubUrl, 'amazon')],
  sandboxCredentials: ({ appSecret }) => ({
    SANDBOX_AMAZON_CLIENT_ID: 'amzn1.application-oa2-client.demo',
    SANDBOX_AMAZON_CLIENT_SECRET: `amazon${appSecret}`,
    SANDBOX_AMAZON_APPLICATION_ID: 'amzn1.sp.solution.demo',
    SANDBOX_AMAZON_EVENT_KEY: `event${appSecret}`,
  }),
  hubVariables: (url, { appSecret }) => ({
    AMAZON_CLIENT_ID: 'amzn1.application-oa2-client.demo',
    AMAZON_CLIENT_SECRET: `amazon${appSecret}`,
    AMAZON_APPLICATION_ID: 'amzn1.sp.solution.demo',
    AMAZON_EVENT_KEY: `event${appSecret}`,
    AMAZON_API_BASE_URL: url,
    AMAZON_AUTH_BASE_URL: url,
    AMAZON_AUTHORIZATION_URL: `${url}/apps/authorize/consent`,
    AMAZON_ALLOWED_ORIGINS: url,
  }),
  consentOf: ({ sellerId = '' }) => ({ seller_id: sellerId }),
};

export const demoMarketplaces: readonly DemoMarketplace[] = [shopee, ebay, amazon];

/** Who sends the parcels of the demo, and what they are like: Amazon sells the label and wants to know. */
const labelSettings = {
  labelSender: {
    name: 'Demo coffee company',
    phone: '+1 206 555 0100',
    email: 'packing@demo.shopfleet.example',
    lines: ['1 Warehouse Road'],
    city: 'Seattle',
    state: 'WA',
    postalCode: '98101',
    regionCode: 'US',
  },
  labelParcel: { weightGrams: 450, lengthMm: 220, widthMm: 160, heightMm: 90 },
};

/** Connects the first seller of a marketplace, unless one is; its events, orders and listings follow by themselves. */
export async function connectMarketplace(hub: HubClient, market: DemoMarketplace, sandboxUrl: string): Promise<void> {
  const { items } = await hub.get<{ items: readonly unknown[] }>(`/api/oauth/${market.slug}/shops`);
  if (items.length > 0) return;
  const [shop] = await askSandbox<readonly DemoShop[]>(sandboxUrl, 'shops');
  if (!shop) throw new Error(`The sandbox of ${market.title} has no shop`);
  const { authUrl } = await hub.post<{ authUrl: string }>('/api/shops/connect', { platform: market.slug });
  const body = new URLSearchParams({ decision: 'accept', ...market.consentOf(shop) });
  const consent = await fetch(authUrl, { method: 'POST', body, redirect: 'manual' });
  const back = consent.headers.get('location');
  if (!back) throw new Error(`The consent page of ${market.title} answered ${consent.status}: ${await consent.text()}`);
  await hub.visit(back);
  await hub.send('PUT', `/api/v1/platforms/connections/${market.slug}/settings`, { isStockPublishOn: true, ...labelSettings });
}
