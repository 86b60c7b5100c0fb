import { Secret } from '@shopfleet/kernel';
import { noLimit, type Platform, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { type ContractWorld, keptToken, startEventReceiver, type Trouble } from '@shopfleet/platform-kit/contract';
import { type ShopeeControl, type ShopeeSettings, startShopeeSandbox } from '@shopfleet/sandbox';
import { createShopee } from '../shopee.ts';

const faults = {
  'too-many': 'rate-limited',
  broken: 'internal-error',
  'answer-lost': 'cut-after-effect',
  'label-not-ready': 'label-not-ready',
} as const;
const apis: Readonly<Record<Trouble['on'], string>> = {
  orders: 'order.get_order_detail',
  arrange: 'logistics.ship_order',
  label: 'logistics.get_shipping_document_result',
};

export interface ShopeeWorld extends ContractWorld {
  readonly platform: Platform & { close(): Promise<void> };
  readonly control: ShopeeControl;
  readonly shopId: string;
}

/** A shop of a fresh sandbox, connected through the adapter, with the sandbox's levers. */
export async function makeSandboxWorld(region: string, settings: Partial<ShopeeSettings> = {}): Promise<ShopeeWorld> {
  const receiver = await startEventReceiver('/pushes?of=shopee');
  const quick = { usePending: false, trackingDelayMs: 0, labelDelayMs: 0 };
  const sandbox = await startShopeeSandbox({ settings: { ...quick, webhookUrl: receiver.url, ...settings } });
  const { control } = sandbox;
  const platform = createShopee({
    partnerId: sandbox.partnerId,
    partnerKey: new Secret(sandbox.partnerKey),
    callbackUrl: receiver.url,
    limiter: noLimit,
    // Shopee's time: a test may move it by weeks, and signatures live for five minutes.
    clock: { now: () => new Date(control.nowMs()) },
    apiBaseUrl: sandbox.apiUrl,
    authorizationUrl: new URL('/auth', sandbox.authUrl).href,
    allowedOrigins: [sandbox.apiUrl],
    http: { backoff: { baseMs: 20, maxMs: 100 } },
    variationWaitMs: 250,
  });
  const seller = control.shops().find((shop) => shop.region === region);
  if (!seller) throw new Error(`the sandbox has no shop in ${region}`);
  return {
    platform,
    control,
    shopId: seller.id,
    access: await connectShop(platform, control, seller.id),
    pageSize: 100,
    placeOrder: async () => control.createOrder({ shopId: seller.id, status: 'READY_TO_SHIP' }).id,
    cancelOrder: async (id) => void control.cancel(id),
    cause: async ({ kind, on, times }) => {
      control.clearFaults();
      control.addFault({ kind: faults[kind], api: apis[on], next: times });
    },
    loseEvents: async () => void control.addFault({ kind: 'webhook-lost', api: '*', next: 1_000 }),
    async eventAbout(id) {
      await control.webhooksSettled();
      const event = receiver.received.find(({ rawBody }) => Buffer.from(rawBody).includes(`"${id}"`));
      if (!event) throw new Error(`no push about ${id} came in`);
      return { headers: { authorization: event.headers.authorization ?? '' }, rawBody: event.rawBody };
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

/** The right to act for a shop; refreshes once for many callers. */
async function connectShop(platform: Platform, control: ShopeeControl, shopId: string): Promise<ShopAccess> {
  const { connect } = platform;
  const answer = connect.readCallback(control.authorize(shopId));
  if ('denied' in answer) throw new Error(answer.denied);
  const proof = { redirectUrl: 'https://hub.example.com/back', verifier: '', ...(answer.account ? { account: answer.account } : {}) };
  const grant = await connect.exchangeCode(answer.code, proof);
  const [shop] = await connect.listShops(grant.accessToken, grant.externalAccountId);
  if (!shop) throw new Error('the grant opens no shop');
  const token = keptToken(grant, (last) => connect.refresh(last.refreshToken ?? new Secret(''), { externalAccountId: shopId }));
  return { ...shop, token };
}

/** The failure that `work` ends with. */
export async function failureOf(work: Promise<unknown>): Promise<PlatformFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlatformFailure) return error;
    throw error;
  }
  throw new Error('was expected to fail and did not');
}
