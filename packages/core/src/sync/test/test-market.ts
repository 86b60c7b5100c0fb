import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type EventHint,
  type Platform,
  PlatformFailure,
  type PlatformListing,
  type PlatformOrder,
  type WebhookVerdict,
} from '@shopfleet/platform-kit';

const key = 'test-market-key';

/** A marketplace of the tests: a complete platform whose state is a map, with signed events. */
export interface TestMarket {
  readonly platform: Platform;
  readonly orders: Map<string, PlatformOrder>;
  readonly listings: Map<string, PlatformListing>;
  readonly stock: Map<string, number>;
  /** Listings that a walk through all of them happens to pass by. */
  readonly passedBy: Set<string>;
  /** Every call, in order; `failNext` makes the next ones fail. */
  readonly calls: string[];
  readonly failNext: PlatformFailure[];
  /** So many calls succeed, the one after them fails. */
  failAfter(calls: number, failure: PlatformFailure): void;
}

export interface MarketOptions {
  readonly pageSize?: number;
  readonly orderLagSeconds?: number;
  /** Where orders come from that are not in the map. */
  readonly orderOf?: (externalId: string) => PlatformOrder | undefined;
}

export function createTestMarket({ pageSize = 2, orderOf = () => undefined, orderLagSeconds = 60 }: MarketOptions = {}): TestMarket {
  const orders = new Map<string, PlatformOrder>();
  const listings = new Map<string, PlatformListing>();
  const stock = new Map<string, number>();
  const passedBy = new Set<string>();
  const calls: string[] = [];
  const failNext: PlatformFailure[] = [];
  let later: { calls: number; failure: PlatformFailure } | undefined;
  const called = async (call: string): Promise<void> => {
    calls.push(call);
    if (later && --later.calls < 0) {
      failNext.unshift(later.failure);
      later = undefined;
    }
    const failure = failNext.shift();
    if (failure) throw failure;
    await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const page = <T>(all: readonly T[], token: string | undefined) => {
    const start = Number(token ?? 0);
    const next = start + pageSize < all.length ? String(start + pageSize) : undefined;
    return { items: all.slice(start, start + pageSize), nextPageToken: next, total: all.length };
  };
  const platform: Platform = {
    manifest: { ...manifest, orderLagSeconds },
    connect: refuseToConnect,
    verifyWebhook,
    orders: {
      maxIds: 50,
      async fetchOrders(_access, ids) {
        await called(`fetch ${ids.length}`);
        return ids.flatMap((id) => orders.get(id) ?? orderOf(id) ?? []);
      },
      async listUpdated(_access, { since, until, pageToken }) {
        await called(`list from ${since.toISOString()}`);
        const changed = [...orders.values()].filter((one) => one.version >= since.getTime() && one.version < until.getTime());
        const { items, ...rest } = page(
          changed.sort((a, b) => a.version - b.version),
          pageToken,
        );
        return { orders: items, ...rest };
      },
    },
    listings: {
      async listUpdated(_access, { pageToken }) {
        await called('listings');
        const met = [...listings.values()].filter(({ externalId }) => !passedBy.has(externalId));
        const { items, ...rest } = page(met, pageToken);
        return { listings: items, ...rest };
      },
      async fetchListing(_access, externalId) {
        await called(`listing ${externalId}`);
        const listing = listings.get(externalId);
        if (!listing) throw new PlatformFailure('not-found', `no listing ${externalId}`);
        return listing;
      },
    },
    stock: {
      readStock: async (_access, ids) => new Map(ids.flatMap((id) => (stock.has(id) ? [[id, stock.get(id) ?? 0] as const] : []))),
      async writeStock(_access, { externalVariantId, quantity }) {
        await called(`stock ${externalVariantId}=${quantity}`);
        stock.set(externalVariantId, quantity);
      },
    },
  };
  const failAfter: TestMarket['failAfter'] = (succeeding, failure) => {
    later = { calls: succeeding, failure };
  };
  return { platform, orders, listings, stock, passedBy, calls, failNext, failAfter };
}

const manifest: Platform['manifest'] = {
  platform: 'test_market',
  slug: 'test',
  title: 'Test Market',
  regions: ['US'],
  auth: { kind: 'oauth-code', usesPkce: false, scopes: [] },
  requestsPerSecond: 50,
  webhookTopics: ['order'],
  unsupported: {},
  links: [],
};

const refuse = async (): Promise<never> => {
  throw new PlatformFailure('unsupported', 'the test market is always connected');
};
const refuseToConnect: Platform['connect'] = {
  authorizationUrl: () => 'http://127.0.0.1/',
  readCallback: () => ({ denied: 'no' }),
  exchangeCode: refuse,
  refresh: refuse,
  listShops: refuse,
};

const sign = (body: Uint8Array): Buffer => createHmac('sha256', key).update(body).digest();

/** A signed event as the marketplace would send it. */
export function marketEvent(
  event: { id: string; shop?: string; otherShops?: readonly string[]; topic?: string; hint: EventHint } | Uint8Array,
): {
  headers: Record<string, string>;
  rawBody: Uint8Array;
} {
  const rawBody = event instanceof Uint8Array ? event : Buffer.from(JSON.stringify({ shop: '7001', topic: 'order', ...event }));
  return { headers: { 'x-signature': sign(rawBody).toString('hex') }, rawBody };
}

function verifyWebhook({ headers, rawBody }: Parameters<Platform['verifyWebhook']>[0]): WebhookVerdict {
  const given = Buffer.from(headers['x-signature'] ?? '', 'hex');
  const expected = sign(rawBody);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { isGenuine: false, reason: 'signature' };
  try {
    const event: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
    if (!isEvent(event)) return { isGenuine: false, reason: 'body' };
    const { topic, id: dedupeKey, shop: externalShopId, otherShops: otherShopIds = [], hint } = event;
    return { isGenuine: true, event: { topic, dedupeKey, externalShopId, otherShopIds, hint } };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { isGenuine: false, reason: 'body' };
    throw error;
  }
}

function isEvent(value: unknown): value is { id: string; shop: string; otherShops?: string[]; topic: string; hint: EventHint } {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'hint' in value && 'shop' in value && typeof value.shop === 'string';
}
