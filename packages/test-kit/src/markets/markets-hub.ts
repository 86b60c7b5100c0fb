import { setTimeout as pause } from 'node:timers/promises';
import type { HubConfig } from '@shopfleet/hub';
import type { Clock } from '@shopfleet/kernel';
import { createTestHub, type TestHub, type TestUser } from '../hub/index.ts';
import { freePort } from '../printers/free-port.ts';
import { startAmazonMarket } from './amazon-market.ts';
import { startEbayMarket } from './ebay-market.ts';
import type { HubAddresses, Market, MarketOptions } from './market.ts';
import { startShopeeMarket } from './shopee-market.ts';
import { startTikTokMarket } from './tiktok-market.ts';

type StartMarket = (hub: HubAddresses, options: MarketOptions) => Promise<Market>;
export const allMarkets: Readonly<Record<Market['slug'], StartMarket>> = {
  tiktok: startTikTokMarket,
  shopee: startShopeeMarket,
  ebay: startEbayMarket,
  amazon: startAmazonMarket,
};

export interface ImportedOrder {
  readonly id: string;
  readonly shopId: string;
}

/** One hub, connected to one seller at each marketplace. */
export interface MarketsHub extends AsyncDisposable {
  readonly hub: TestHub;
  readonly owner: TestUser;
  readonly markets: readonly Market[];
  market(slug: Market['slug']): Market;
  /** Connects a seller (again): the hub's link, the consent page of the marketplace, back to the hub. `user` is the owner unless named. */
  connect(market: Market, user?: TestUser): Promise<void>;
  /** An HTTP call as the owner, which must succeed; its parsed body. */
  call<T = Record<string, unknown>>(method: string, path: string, json?: unknown): Promise<T>;
  /** Asks until it is so; throws what was seen last. */
  until<T>(what: string, look: () => Promise<T>, isSo: (seen: T) => boolean, timeoutMs?: number): Promise<T>;
  /** The order as soon as the hub has it. */
  imported(externalOrderId: string, timeoutMs?: number): Promise<ImportedOrder>;
}

export interface MarketsHubOptions {
  /** Default: all four. */
  readonly start?: Readonly<Partial<Record<Market['slug'], StartMarket>>>;
  /** Shared by the hub and the marketplaces. */
  readonly clock?: Clock;
  readonly config?: Partial<HubConfig>;
}

/** Starts the marketplaces and a hub, and connects each seller on the way that a seller goes: link, consent page, back to the hub. */
export async function createMarketsHub({ start = allMarkets, clock, config = {} }: MarketsHubOptions = {}): Promise<MarketsHub> {
  await using started = new AsyncDisposableStack();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const markets: Market[] = [];
  for (const [slug, startMarket] of Object.entries(start)) {
    const addresses = {
      callbackUrl: `${origin}/api/v1/platforms/callback/${slug}`,
      webhookUrl: `${origin}/api/v1/platforms/webhook/${slug}`,
    };
    markets.push(started.use(await startMarket(addresses, clock ? { clock } : {})));
  }
  const ofMarkets = Object.assign({}, ...markets.map((market) => market.config));
  const hub = started.use(await createTestHub({ config: { port, ...ofMarkets, ...config }, ...(clock ? { clock } : {}) }));
  const owner = await hub.register();
  await hub.database.query(`update tenant set plan = 'enterprise'`);

  const call: MarketsHub['call'] = async (method, path, json) => {
    const answer = await hub.fetchAs(owner, path, { method, ...(json === undefined ? {} : { json }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const until: MarketsHub['until'] = async (what, look, isSo, timeoutMs = 30_000) => {
    for (const giveUpAt = Date.now() + timeoutMs; ; await pause(25)) {
      const seen = await look();
      if (isSo(seen)) return seen;
      if (Date.now() > giveUpAt) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}. Seen: ${JSON.stringify(seen).slice(0, 4_000)}`);
    }
  };
  const connect = (market: Market, user = owner) => consent(hub, user, market);
  for (const market of markets) await connect(market);
  const running = started.move();
  return {
    ...{ hub, owner, markets, connect, call, until },
    market(slug) {
      const found = markets.find((market) => market.slug === slug);
      if (!found) throw new Error(`${slug} was not started`);
      return found;
    },
    async imported(externalOrderId, timeoutMs) {
      const look = () =>
        hub.database.query<{ id: string; shopId: string }>(`select id, shop_id as "shopId" from orders where external_id = $1`, [
          externalOrderId,
        ]);
      const [row] = await until(`order ${externalOrderId} is imported`, look, (rows) => rows.length > 0, timeoutMs);
      if (!row) throw new Error('unreachable');
      return row;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function consent(hub: TestHub, user: TestUser, market: Market): Promise<void> {
  const asked = await hub.fetchAs(user, '/api/shops/connect', { method: 'POST', json: { platform: market.slug } });
  if (!asked.ok) throw new Error(`asking to connect ${market.slug} answered ${asked.status}: ${await asked.text()}`);
  const { authUrl }: { authUrl: string } = await asked.json();
  const body = new URLSearchParams({ decision: 'accept', ...market.consent });
  const page = await fetch(authUrl, { method: 'POST', body, redirect: 'manual' });
  const back = page.headers.get('location');
  if (!back) throw new Error(`the consent page of ${market.slug} answered ${page.status}: ${await page.text()}`);
  const { pathname, search } = new URL(back);
  // The browser that comes back is known by its cookie.
  const answer = await hub.fetchAs(undefined, pathname + search, { headers: { cookie: `shopfleet_session=${user.token}` } });
  if (!answer.ok) throw new Error(`connecting ${market.slug} answered ${answer.status}: ${await answer.text()}`);
}
