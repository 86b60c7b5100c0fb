import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { LargeShops } from './large-shops.ts';
import { tiktokShops } from './many-shops.ts';

/** The list calls of TikTok Shop and Shopee, answered from a formula. Everything else (consent, tokens, shops) is passed on to the sandbox. */
export interface LargeShopsServer extends AsyncDisposable {
  readonly url: string;
}

export interface LargeShopsSource {
  readonly shops: LargeShops;
  /** The sandbox behind. */
  readonly sandboxUrl: string;
  /** The number of the shop that a call is for. */
  shopOf(url: URL): number;
}

type Answer = (source: LargeShopsSource, url: URL, body: Buffer) => unknown;

/** Of the call with this method and path. */
const answers: Readonly<Record<string, Answer>> = {
  'POST /order/202309/orders/search': searchOrders,
  'GET /order/202507/orders': ({ shops, shopOf }, url) =>
    tiktok({ orders: idsOf(url, 'ids').map((id) => shops.order(shopOf(url), Number(id.slice(5)))) }),
  'POST /product/202502/products/search': () => tiktok({ products: [], total_count: 0 }),
  'GET /api/v2/product/get_item_list': listItems,
  'GET /api/v2/product/get_item_base_info': ({ shops, shopOf }, url) =>
    shopee({ item_list: idsOf(url, 'item_id_list').map((id) => shops.item(shopOf(url), Number(id.slice(5)))) }),
};

const tiktok = (data: object) => ({ code: 0, message: 'Success', request_id: 'bench', data });
const shopee = (response: object) => ({ error: '', message: '', request_id: 'bench', response });
const idsOf = (url: URL, name: string) => (url.searchParams.get(name) ?? '').split(',');

/** The first of `count` rows in the order of their times that is not before `from`. */
function firstSince(from: number, count: number, timeOf: (n: number) => number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(middle) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function searchOrders({ shops, shopOf }: LargeShopsSource, url: URL, body: Buffer): unknown {
  const { update_time_ge: from, update_time_lt: to }: Record<string, number> = JSON.parse(body.toString('utf8'));
  const timeOf = (n: number) => shops.orderTime(n);
  const first = firstSince(from ?? 0, shops.ordersPerShop, timeOf);
  const end = firstSince(to ?? Number.MAX_SAFE_INTEGER, shops.ordersPerShop, timeOf);
  const at = Number(url.searchParams.get('page_token') || first);
  const next = Math.min(end, at + Number(url.searchParams.get('page_size') ?? 20));
  const orders = Array.from({ length: Math.max(0, next - at) }, (_, n) => shops.order(shopOf(url), at + n));
  return tiktok({ orders, total_count: end - first, next_page_token: next < end ? String(next) : '' });
}

/** Newest first, both ends of the time range count. */
function listItems({ shops, shopOf }: LargeShopsSource, url: URL): unknown {
  const asked = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
  const timeOf = (n: number) => shops.itemTime(n);
  const first = firstSince(asked('update_time_from', 0), shops.itemsPerShop, timeOf);
  const end = firstSince(asked('update_time_to', Number.MAX_SAFE_INTEGER) + 1, shops.itemsPerShop, timeOf);
  const offset = asked('offset', 0);
  const page = Math.max(0, Math.min(asked('page_size', 20), end - first - offset));
  const hasNext = offset + page < end - first;
  const item = Array.from({ length: page }, (_, n) => ({ item_id: Number(shops.itemId(shopOf(url), end - 1 - offset - n)) }));
  return shopee({ item, total_count: end - first, has_next_page: hasNext, next_offset: hasNext ? offset + page : 0 });
}

export async function startLargeShops(source: LargeShopsSource): Promise<LargeShopsServer> {
  const server = createServer((request, response) => {
    answer(source, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(source: LargeShopsSource, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', source.sandboxUrl);
  const body = await buffer(request);
  const known = answers[`${request.method} ${url.pathname}`];
  if (known) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(known(source, url, body)));
    return;
  }
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const passed = await fetch(url, {
    method: request.method ?? 'GET',
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length > 0 ? { body } : {}),
    redirect: 'manual',
  });
  response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? 'application/json' });
  response.end(Buffer.from(await passed.arrayBuffer()));
}

/** TikTok Shop names a shop by its cipher, Shopee by its id. */
export const tiktokShopOf =
  (shops: readonly { readonly id: string; readonly cipher: string }[]) =>
  (url: URL): number => {
    const id = shops.find(({ cipher }) => cipher === url.searchParams.get('shop_cipher'))?.id;
    return tiktokShops.findIndex((shop) => shop.id === id);
  };
export const shopeeShopOf = (url: URL): number => Number(url.searchParams.get('shop_id')?.slice(4));
