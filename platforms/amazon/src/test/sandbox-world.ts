import { Secret } from '@shopfleet/kernel';
import { noLimit, type ParcelMeasure, type Platform, type ShopAccess } from '@shopfleet/platform-kit';
import { type ContractWorld, keptToken, startEventReceiver } from '@shopfleet/platform-kit/contract';
import { type AmazonSandbox, type AmazonSettings, startAmazonSandbox } from '@shopfleet/sandbox';
import { type AmazonOptions, createAmazon } from '../amazon.ts';

const faults = {
  'too-many': 'rate-limited',
  broken: 'internal-error',
  'answer-lost': 'cut-after-effect',
  'label-not-ready': 'unavailable',
} as const;
const apis = { orders: 'getOrder', arrange: 'createShipment', label: 'getShipment' } as const;
const eventKey = 'event-key-0123456789';
const redirectUrl = 'https://hub.example/callback';

export const parcel: ParcelMeasure = { weightGrams: 450, lengthMm: 250, widthMm: 180, heightMm: 60 };
export const sender = {
  name: 'Shopfleet Warehouse',
  phone: '+1 555 010 0199',
  email: 'warehouse@example.com',
  lines: ['300 Turnbull Ave'],
  city: 'Detroit',
  state: 'MI',
  postalCode: '48123',
  regionCode: 'US',
};

export interface AmazonWorld extends ContractWorld {
  readonly platform: Platform & { close(): Promise<void> };
  readonly sandbox: AmazonSandbox;
  /** Another shop of the same grant. */
  shopOf(region: string): Promise<ShopAccess>;
}

export interface WorldOptions {
  readonly region?: string;
  readonly settings?: Partial<AmazonSettings>;
  /** Events come through the queue. */
  readonly hasQueue?: boolean;
  readonly more?: (sandbox: AmazonSandbox) => Partial<AmazonOptions>;
}

/** The adapter as it speaks to this sandbox. */
export function createSandboxPlatform(sandbox: AmazonSandbox, more: Partial<AmazonOptions> = {}) {
  const { NA: na, EU: eu, FE: fe } = sandbox.apiUrls;
  return createAmazon({
    clientId: sandbox.clientId,
    clientSecret: new Secret(sandbox.clientSecret),
    applicationId: sandbox.applicationId,
    eventKey: new Secret(eventKey),
    limiter: noLimit,
    apiBaseUrls: { na, eu, fe },
    authBaseUrl: sandbox.authUrl,
    authorizationUrl: sandbox.consentUrl,
    allowedOrigins: [sandbox.url],
    http: { backoff: { baseMs: 20, maxMs: 100 } },
    ...more,
  });
}

/** The adapter connected to a shop of a fresh sandbox, with the sandbox's levers. */
export async function makeSandboxWorld({ region = 'US', settings = {}, hasQueue = false, more }: WorldOptions = {}): Promise<AmazonWorld> {
  const receiver = await startEventReceiver();
  // Changes are listed at once, and usage plans are wide: both have tests of their own.
  const wide = { searchLagMs: 0, listingDelayMs: 0, burstScale: 50, eventKey };
  const sandbox = await startAmazonSandbox({ settings: { ...wide, ...(hasQueue ? {} : { webhookUrl: receiver.url }), ...settings } });
  const { control, queue } = sandbox;
  const { arn: queueArn, url: queueUrl, accessKeyId, secretAccessKey } = queue;
  const sqs = { queueArn, queueUrl, accessKeyId, secretAccessKey: new Secret(secretAccessKey) };
  const platform = createSandboxPlatform(sandbox, { ...(hasQueue ? { sqs } : {}), ...more?.(sandbox) });
  const seller = control.shops().find((shop) => shop.country === region);
  if (!seller) throw new Error(`the sandbox has no shop in ${region}`);
  const answer = platform.connect.readCallback({ ...control.authorize(seller.sellerId, redirectUrl) });
  if ('denied' in answer) throw new Error(answer.denied);
  const { code, account = '' } = answer;
  const grant = await platform.connect.exchangeCode(code, { redirectUrl, verifier: '', account });
  const token = keptToken(grant, (last) => platform.connect.refresh(last.refreshToken ?? new Secret(''), { externalAccountId: account }));
  const shopOf = async (wanted: string): Promise<ShopAccess> => {
    const shops = await platform.connect.listShops(grant.accessToken, grant.externalAccountId);
    const shop = shops.find((one) => one.region === wanted);
    if (!shop) throw new Error(`the grant does not open a shop in ${wanted}`);
    return { ...shop, token };
  };
  const access = await shopOf(region);
  return {
    platform,
    sandbox,
    access,
    shopOf,
    pageSize: 100,
    arrangeInput: () => ({ sender, parcel }),
    placeOrder: async () => control.createOrder({ shopId: access.externalId, status: 'UNSHIPPED' }).id,
    cancelOrder: async (id) => void control.systemCancel(id),
    cause: async ({ kind, on, times }) => {
      control.clearFaults();
      control.addFault({ kind: faults[kind], api: apis[on], next: times });
    },
    loseEvents: async () => void control.addFault({ kind: 'webhook-lost', api: '*', next: 1_000 }),
    async eventAbout(id) {
      await control.webhooksSettled();
      const event = receiver.received.find(({ rawBody }) => Buffer.from(rawBody).includes(`"${id}"`));
      if (!event) throw new Error(`no event about ${id} came in`);
      return { headers: { 'x-api-key': String(event.headers['x-api-key']) }, rawBody: event.rawBody };
    },
    expireToken: async () => void control.expireTokens(),
    refreshes: () => control.counters().tokenRefreshes,
    timesArranged: async (id) => control.shipEffects(id),
    async [Symbol.asyncDispose]() {
      await platform.close();
      await sandbox.stop();
      await receiver.stop();
    },
  };
}
