import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** What a variant sells: units of a SKU. */
export interface Shelf {
  readonly shop: string;
  readonly variant: string;
  readonly sku: string;
  readonly perUnit: number;
  shown: number;
}

export interface ShelfOrder {
  readonly id: string;
  readonly shop: string;
  readonly lines: readonly string[];
  readonly placedAt: number;
  updatedAt: number;
  isCancelled: boolean;
}

/** Several marketplaces that sell the same goods, behind one real HTTP server with an unreliable line. */
export interface Shelves extends AsyncDisposable {
  readonly url: string;
  readonly orders: Map<string, ShelfOrder>;
  add(shelf: Omit<Shelf, 'shown'>): void;
  /** A buyer takes one unit of each of these variants of a shop, if all are shown; the order, or undefined. */
  buy(shop: string, variants: readonly string[]): ShelfOrder | undefined;
  cancel(order: ShelfOrder): void;
  /** Units of a SKU in orders that were not cancelled. */
  sold(sku: string): number;
  shown(sku: string): number;
  /** For each sale of a SKU whose code begins so, and each other shelf of it: ms until that shelf took a number that allows for it. */
  windows(prefix: string): number[];
}

/** How late the line may make a write, how often its answer is lost, and how late an order is listed. */
const jitterMs = 60;
const lostAnswers = 0.05;
const refusals = 0.05;
export const listingLagMs = 400;

export async function startShelves(units: number): Promise<Shelves> {
  const shelves = new Map<string, Shelf>();
  const orders = new Map<string, ShelfOrder>();
  const waiting = new Map<Shelf, { soldAt: number; left: number }[]>();
  const windows: { sku: string; ms: number }[] = [];
  const keyOf = (shop: string, variant: string) => `${shop} ${variant}`;
  const unitsOf = ({ shop, lines }: ShelfOrder, sku: string) =>
    lines.reduce((sum, variant) => {
      const shelf = shelves.get(keyOf(shop, variant));
      return sum + (shelf?.sku === sku ? shelf.perUnit : 0);
    }, 0);
  const sold = (sku: string) => [...orders.values()].reduce((sum, order) => sum + (order.isCancelled ? 0 : unitsOf(order, sku)), 0);
  const noteSale = ({ sku, shop }: Shelf) => {
    const sale = { soldAt: performance.now(), left: Math.max(0, units - sold(sku)) };
    for (const other of shelves.values()) {
      if (other.sku === sku && other.shop !== shop) waiting.set(other, [...(waiting.get(other) ?? []), sale]);
    }
  };
  const noteWrite = (shelf: Shelf) => {
    const sales = waiting.get(shelf) ?? [];
    const allowsFor = ({ left }: { left: number }) => shelf.shown * shelf.perUnit <= left;
    windows.push(...sales.filter(allowsFor).map(({ soldAt }) => ({ sku: shelf.sku, ms: performance.now() - soldAt })));
    waiting.set(
      shelf,
      sales.filter((sale) => !allowsFor(sale)),
    );
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const shop = url.pathname.slice(1);
    await pause(Math.random() * jitterMs);
    if (request.method === 'GET') return listOrders(shop, url, response);
    const { variant, quantity }: { variant: string; quantity: number } = JSON.parse(await text(request));
    if (Math.random() < refusals) return void response.writeHead(409).end();
    const shelf = shelves.get(keyOf(shop, variant));
    if (shelf) {
      shelf.shown = quantity;
      noteWrite(shelf);
    }
    await pause(Math.random() * jitterMs);
    if (Math.random() < lostAnswers) return void response.destroy();
    response.writeHead(204).end();
  }
  function listOrders(shop: string, url: URL, response: ServerResponse): void {
    const since = Number(url.searchParams.get('since'));
    const until = Math.min(Number(url.searchParams.get('until')), Date.now() - Math.random() * listingLagMs);
    const ids = url.searchParams.get('ids')?.split(',');
    const own = [...orders.values()].filter((order) => order.shop === shop);
    const listed = ids ? own.filter(({ id }) => ids.includes(id)) : own.filter((one) => one.updatedAt >= since && one.updatedAt < until);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(listed.sort((a, b) => a.updatedAt - b.updatedAt)));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    orders,
    add: (shelf) => void shelves.set(keyOf(shelf.shop, shelf.variant), { ...shelf, shown: 0 }),
    buy(shop, variants) {
      const wanted = variants.flatMap((variant) => shelves.get(keyOf(shop, variant)) ?? []);
      if (wanted.length < variants.length || wanted.some((shelf) => shelf.shown < 1)) return undefined;
      for (const shelf of wanted) shelf.shown -= 1;
      const now = Date.now();
      const order = { id: `o${orders.size + 1}`, shop, lines: variants, placedAt: now, updatedAt: now, isCancelled: false };
      orders.set(order.id, order);
      for (const shelf of wanted) noteSale(shelf);
      return order;
    },
    cancel(order) {
      order.isCancelled = true;
      order.updatedAt = Date.now();
      // The marketplace puts the units back on its own shelf.
      for (const variant of order.lines) {
        const shelf = shelves.get(keyOf(order.shop, variant));
        if (shelf) shelf.shown += 1;
      }
    },
    sold,
    shown: (sku) => [...shelves.values()].reduce((sum, shelf) => sum + (shelf.sku === sku ? shelf.shown * shelf.perUnit : 0), 0),
    windows: (prefix) => windows.filter(({ sku }) => sku.startsWith(prefix)).map(({ ms }) => ms),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
