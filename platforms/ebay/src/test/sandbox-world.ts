import { Secret } from '@shopfleet/kernel';
import { noLimit, type Platform, type ShopAccess } from '@shopfleet/platform-kit';
import { type ContractWorld, keptToken } from '@shopfleet/platform-kit/contract';
import { type EbayControl, type EbaySettings, startEbaySandbox } from '@shopfleet/sandbox';
import { createEbay } from '../ebay.ts';
import { manifest } from '../manifest.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const faults = {
  'too-many': 'rate-limited',
  broken: 'internal-error',
  'answer-lost': 'cut-after-effect',
  'label-not-ready': 'slow',
} as const;
const apis = { orders: 'orders.get', arrange: 'fulfillments.create', label: '*' } as const;
const verificationToken = 'sandbox-verification-token_0123456789';
const grantedScopes = manifest.auth.scopes.map((scope) => scope.replace(/^https:\/\/api\.ebay\.com\/oauth\/api_scope\/?/, ''));

export interface EbayWorld extends ContractWorld {
  readonly platform: Platform & { close(): Promise<void> };
  readonly control: EbayControl;
  readonly receiver: Receiver;
}

export interface WorldOptions {
  readonly region?: string;
  readonly settings?: Partial<EbaySettings>;
  /** Events are asked for by `subscribe`, not sent anyway. */
  readonly isSubscribing?: boolean;
}

/** The adapter connected to a shop of a fresh sandbox, with the sandbox's levers. */
export async function makeSandboxWorld({ region = 'US', settings = {}, isSubscribing = false }: WorldOptions = {}): Promise<EbayWorld> {
  const receiver = await startReceiver();
  const sandbox = await startEbaySandbox({ settings: { ...(isSubscribing ? {} : { webhookUrl: receiver.url }), ...settings } });
  const { control } = sandbox;
  const platform = createEbay({
    clientId: sandbox.clientId,
    clientSecret: new Secret(sandbox.clientSecret),
    ruName: sandbox.ruName,
    notification: { verificationToken, endpoint: receiver.url, alertEmail: 'alerts@example.com' },
    limiter: noLimit,
    apiBaseUrl: sandbox.apiUrl,
    identityBaseUrl: sandbox.apiUrl,
    authorizationUrl: sandbox.consentUrl,
    allowedOrigins: [sandbox.apiUrl],
    http: { backoff: { baseMs: 20, maxMs: 100 } },
  });
  receiver.answer = (query) => platform.answerChallenge?.(query);
  const seller = control.shops().find((shop) => shop.region === region);
  if (!seller) throw new Error(`the sandbox has no shop in ${region}`);
  const access = await connectShop(platform, control.authorize(seller.id, grantedScopes).code);
  return {
    platform,
    control,
    receiver,
    access,
    pageSize: 200,
    arranged: { order: 'shipped', parcel: 'in_transit' },
    arrangeInput: (id) => ({ ownCarrier: { carrierName: 'Royal Mail', trackingNumber: `RM ${id}` } }),
    placeOrder: async () => control.createOrder({ shopId: seller.id }).id,
    cancelOrder: async (id) => void control.cancel(id),
    cause: async ({ kind, on, times }) => {
      control.clearFaults();
      control.addFault({ kind: faults[kind], api: apis[on], next: times });
    },
    loseEvents: async () => void control.addFault({ kind: 'webhook-lost', api: '*', next: 1_000 }),
    async eventAbout(id) {
      await control.webhooksSettled();
      const event = receiver.received.find(({ rawBody }) => Buffer.from(rawBody).includes(`"${id}"`));
      if (!event) throw new Error(`no event about ${id} came in`);
      return { headers: { 'x-ebay-signature': String(event.headers['x-ebay-signature']) }, rawBody: event.rawBody };
    },
    expireToken: async () => void control.expireTokens(seller.id),
    refreshes: () => control.counters().tokenRefreshes,
    timesArranged: async (id) => control.shipCounts().find(({ orderId }) => orderId === id)?.shipEffects ?? 0,
    async [Symbol.asyncDispose]() {
      await platform.close();
      await sandbox.stop();
      await receiver.stop();
    },
  };
}

/** The way of a seller who comes back with a code; refreshes once for all callers, as the hub does. */
async function connectShop(platform: Platform, code: string): Promise<ShopAccess> {
  const grant = await platform.connect.exchangeCode(code);
  const [shop] = await platform.connect.listShops(grant.accessToken, grant.externalAccountId);
  if (!shop) throw new Error('the grant does not open the shop');
  // A refresh brings no refresh token: the first one stays.
  const { refreshToken } = grant;
  const refresh = () => platform.connect.refresh(refreshToken ?? new Secret(''), { externalAccountId: shop.externalId });
  return { ...shop, token: keptToken(grant, refresh) };
}
