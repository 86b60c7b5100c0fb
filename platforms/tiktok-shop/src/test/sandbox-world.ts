import { Secret } from '@shopfleet/kernel';
import { noLimit, type ShopAccess } from '@shopfleet/platform-kit';
import { type ContractWorld, keptToken, startEventReceiver, type Trouble } from '@shopfleet/platform-kit/contract';
import { startTikTokShopSandbox, type TikTokShopSandbox } from '@shopfleet/sandbox';
import { createTikTokShop } from '../tiktok-shop.ts';

const faults = {
  'too-many': 'rate-limited',
  broken: 'internal-error',
  'answer-lost': 'cut-after-effect',
  'label-not-ready': 'label-not-ready',
} as const;
/** Both ways of arranging; a fault waits for the one that the market uses. */
const apisOf: Readonly<Record<string, Readonly<Record<Trouble['on'], string>>>> = {
  ID: { orders: 'orders.detail', arrange: 'packages.ship', label: 'packages.documents' },
  GB: { orders: 'orders.detail', arrange: 'packages.ship', label: 'packages.documents' },
  US: { orders: 'orders.detail', arrange: 'packages.create', label: 'packages.documents' },
};

/** The contract's world, with all of the sandbox's levers. */
export interface SandboxWorld extends ContractWorld {
  readonly control: TikTokShopSandbox['control'];
}

/** The adapter connected to a shop of a fresh sandbox, with the sandbox's levers. */
export async function makeSandboxWorld(region: string, settings: { auditMs?: number } = {}): Promise<SandboxWorld> {
  const receiver = await startEventReceiver();
  const sandbox = await startTikTokShopSandbox({
    settings: { useHold: false, webhookUrl: receiver.url, rotateRefreshTokens: true, ...settings },
  });
  const { control } = sandbox;
  const platform = createTikTokShop({
    appKey: sandbox.appKey,
    appSecret: new Secret(sandbox.appSecret),
    serviceId: sandbox.serviceId,
    limiter: noLimit,
    apiBaseUrl: sandbox.apiUrl,
    authBaseUrl: sandbox.authUrl,
    authorizationUrl: sandbox.consentUrl,
    allowedOrigins: [sandbox.apiUrl, sandbox.authUrl, sandbox.filesUrl],
    http: { backoff: { baseMs: 20, maxMs: 100 } },
  });
  const seller = control.shops().find((shop) => shop.region === region);
  if (!seller) throw new Error(`the sandbox has no shop in ${region}`);
  const grant = await platform.connect.exchangeCode(control.authorize(seller.sellerId).code);
  const shop = (await platform.connect.listShops(grant.accessToken, grant.externalAccountId)).find(
    ({ externalId }) => externalId === seller.id,
  );
  if (!shop) throw new Error('the grant does not open the shop');
  const token = keptToken(grant, (last) => platform.connect.refresh(last.refreshToken ?? new Secret('')));
  const access: ShopAccess = { ...shop, token };
  return {
    control,
    platform,
    access,
    pageSize: 100,
    placeOrder: async () => control.createOrder({ shopId: shop.externalId, shippingType: 'TIKTOK' }).id,
    cancelOrder: async (id) => void control.systemCancel(id),
    cause: async ({ kind, on, times }) => {
      control.clearFaults();
      control.addFault({ kind: faults[kind], api: apisOf[region]?.[on] ?? '*', next: times });
    },
    loseEvents: async () => void control.addFault({ kind: 'webhook-lost', api: '*', next: 1_000 }),
    async eventAbout(id) {
      await control.webhooksSettled();
      const event = receiver.received.find(({ rawBody }) => Buffer.from(rawBody).includes(`"${id}"`));
      if (!event) throw new Error(`no event about ${id} came in`);
      return { headers: { authorization: event.headers.authorization ?? '' }, rawBody: event.rawBody };
    },
    expireToken: async () => void control.expireTokens(),
    refreshes: () => control.counters().tokenRefreshes,
    timesArranged: async (id) => control.packagesOf(id).reduce((sum, parcel) => sum + parcel.shipEffects, 0),
    async [Symbol.asyncDispose]() {
      await platform.close();
      await sandbox.stop();
      await receiver.stop();
    },
  };
}
