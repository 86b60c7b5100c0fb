import { once } from 'node:events';
import { createServer } from 'node:net';
import type { orderRoutes } from '@shopfleet/contracts';
import { sessionCookieName } from '@shopfleet/core/identity';
import { Secret } from '@shopfleet/kernel';
import { type OrderRequest, startTikTokShopSandbox, type TikTokShopSandbox } from '@shopfleet/sandbox';
import { createTestHub, type TestHub, type TestUser } from '@shopfleet/test-kit/hub';
import { vi } from 'vitest';
import type { z } from 'zod';
import { ProtocolAgent } from '../../agents/test/protocol-agent.ts';

export type OrderDetail = z.infer<typeof orderRoutes.orderDetailSchema>;
type Placed = { readonly orderId: string; readonly externalId: string; readonly shopId: string };

/** Sellers and shops of the sandbox, by the region that they sell in. */
const regions = {
  ID: { seller: '7494000000000000001', shop: '7494049642642441621' },
  GB: { seller: '7494000000000000002', shop: '7494049642642441622' },
  US: { seller: '7494000000000000003', shop: '7494049642642441623' },
} as const;
export type Region = keyof typeof regions;

/** A hub whose shops are the sandbox's, with stock, one printer, and an agent that prints when it is told to. */
export interface MarketHub extends AsyncDisposable {
  readonly hub: TestHub;
  readonly sandbox: TikTokShopSandbox;
  readonly owner: TestUser;
  readonly agent: ProtocolAgent;
  readonly printerId: string;
  readonly agentId: string;
  /** An HTTP call as the owner: status, parsed body, headers. */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    json?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Headers }>;
  /** A paid order of that region, once the hub has imported it. */
  place(region: Region, request?: Omit<OrderRequest, 'shopId'>): Promise<Placed>;
  detail(orderId: string): Promise<OrderDetail>;
  /** The order's detail as soon as it is like this. */
  until(orderId: string, isSo: (order: OrderDetail) => boolean, timeoutMs?: number): Promise<OrderDetail>;
  ships(externalId: string): { calls: number; effects: number };
}

export async function createMarketHub(): Promise<MarketHub> {
  await using started = new AsyncDisposableStack();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const sandbox = started.use(
    await startTikTokShopSandbox({
      settings: {
        useHold: false,
        limitPerSecond: 10_000,
        redirectUrl: `${origin}/api/v1/platforms/callback/tiktok`,
        webhookUrl: `${origin}/api/v1/platforms/webhook/tiktok`,
      },
    }),
  );
  const { appKey, appSecret, serviceId, url } = sandbox;
  const hub = started.use(
    await createTestHub({
      config: {
        port,
        tiktokShop: {
          appKey,
          appSecret: new Secret(appSecret),
          serviceId,
          apiBaseUrl: url,
          authBaseUrl: url,
          authorizationUrl: `${url}/open/authorize`,
          allowedOrigins: [url],
        },
      },
    }),
  );
  const owner = await hub.register();
  await hub.database.query(`update tenant set plan = 'enterprise'`);
  const call: MarketHub['call'] = async (method, path, json, headers = {}) => {
    const answer = await hub.fetchAs(owner, path, { method, headers, ...(json === undefined ? {} : { json }) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text), headers: answer.headers };
  };
  for (const region of Object.values(regions)) {
    await stockUp(call, sandbox, region.shop);
    await connect(hub, owner, call, region.seller);
  }
  const { agent, agentId, printerId } = await addPrinter(call, hub.url);
  started.defer(() => agent.stop());

  const detail = async (orderId: string) => (await call<OrderDetail>('GET', `/api/v1/platforms/orders/${orderId}`)).body;
  const until: MarketHub['until'] = (orderId, isSo, timeout = 15_000) =>
    vi.waitFor(
      async () => {
        const order = await detail(orderId);
        if (!isSo(order)) throw new Error(`the order stands otherwise: ${JSON.stringify(order, null, 1).slice(0, 6_000)}`);
        return order;
      },
      { timeout, interval: 50 },
    );
  const running = started.move();
  return {
    ...{ hub, sandbox, owner, agent, agentId, printerId, call, detail, until },
    async place(region, request = {}) {
      const { id } = sandbox.control.createOrder({ status: 'AWAITING_SHIPMENT', ...request, shopId: regions[region].shop });
      return vi.waitFor(
        async () => {
          const [row] = await hub.database.query<{ id: string; shop_id: string }>('select id, shop_id from orders where external_id = $1', [
            id,
          ]);
          if (!row) throw new Error(`order ${id} is not imported`);
          return { orderId: row.id, externalId: id, shopId: row.shop_id };
        },
        { timeout: 10_000, interval: 20 },
      );
    },
    ships(externalId) {
      const counts = sandbox.control.shipCounts().filter(({ orderIds }) => orderIds.includes(externalId));
      const sum = (pick: (count: (typeof counts)[number]) => number) => counts.reduce((total, count) => total + pick(count), 0);
      return { calls: sum((count) => count.shipCalls), effects: sum((count) => count.shipEffects) };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function stockUp(call: MarketHub['call'], { control }: TikTokShopSandbox, shopId: string): Promise<void> {
  for (const { title, skus } of control.products(shopId))
    for (const { sellerSku } of skus) await call('POST', '/api/skus', { code: sellerSku, name: title, onHand: 5_000 });
}

async function connect(hub: TestHub, owner: TestUser, call: MarketHub['call'], sellerId: string): Promise<void> {
  const { body } = await call<{ authUrl: string }>('POST', '/api/shops/connect', { platform: 'tiktok' });
  const consent = await fetch(body.authUrl, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'accept', seller_id: sellerId }),
    redirect: 'manual',
  });
  const back = new URL(consent.headers.get('location') ?? 'missing:');
  const cookie = `${sessionCookieName}=${owner.token}`;
  const answer = await fetch(new URL(back.pathname + back.search, hub.url), { headers: { cookie } });
  if (!answer.ok) throw new Error(`connecting answered ${answer.status}: ${await answer.text()}`);
}

async function addPrinter(call: MarketHub['call'], origin: string) {
  const { body: pairing } = await call<{ code: string }>('POST', '/api/agents/pairing-codes', {});
  const claimed = await fetch(`${origin}/agent/pairing/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: pairing.code, name: 'Bench', hostName: 'pc-1', agentVersion: '1' }),
  });
  const { agentId, token }: { agentId: string; token: string } = await claimed.json();
  const { body: printer } = await call<{ id: string }>('POST', '/api/printers', {
    name: 'Bench printer',
    agentId,
    driver: { kind: 'pdf-file', directory: '/nowhere' },
    media: { widthMm: 101.6, heightMm: 152.4, gapMm: 3, dpi: 203, language: 'pdf' },
    isDefault: true,
  });
  return { agent: new ProtocolAgent(origin, token), agentId, printerId: printer.id };
}

/** The sandbox must know the hub's address before the hub starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
