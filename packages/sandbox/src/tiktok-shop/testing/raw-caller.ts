import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { TikTokShopSandbox } from '../start.ts';

// A little client of its own: the tests must not lean on the signing they test.

export interface RawAnswer {
  readonly status: number;
  readonly code: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their documented shape
  readonly data: any;
}

export interface RawCall {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as multipart, and not signed. */
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes the query after signing. */
  readonly spoil?: (query: Record<string, string>) => void;
  readonly token?: string;
  readonly timestamp?: number;
}

export class RawCaller {
  readonly sandbox: TikTokShopSandbox;
  token = '';
  cipher = '';

  constructor(sandbox: TikTokShopSandbox) {
    this.sandbox = sandbox;
  }

  /** A caller that the seller of this region let in. */
  static async connect(sandbox: TikTokShopSandbox, region = 'ID'): Promise<RawCaller> {
    const caller = new RawCaller(sandbox);
    const shop = sandbox.control.shops().find((candidate) => candidate.region === region);
    if (!shop) throw new Error(`no shop in ${region}`);
    const { data } = await caller.tokens('get', {
      auth_code: sandbox.control.authorize(shop.sellerId).code,
      grant_type: 'authorized_code',
    });
    caller.token = data.access_token;
    caller.cipher = shop.cipher;
    return caller;
  }

  async tokens(kind: 'get' | 'refresh', query: Readonly<Record<string, string>>): Promise<RawAnswer> {
    const { authUrl, appKey, appSecret } = this.sandbox;
    const search = new URLSearchParams({ app_key: appKey, app_secret: appSecret, ...query });
    const response = await fetch(`${authUrl}/api/v2/token/${kind}?${search}`);
    return { status: response.status, ...(await response.json()) };
  }

  /** A signed call with this shop's cipher. */
  async shop(method: string, path: string, call: RawCall = {}): Promise<RawAnswer> {
    return await this.call(method, path, { ...call, query: { shop_cipher: this.cipher, ...call.query } });
  }

  async call(method: string, path: string, call: RawCall = {}): Promise<RawAnswer> {
    const { apiUrl, appKey, appSecret } = this.sandbox;
    const timestamp = String(call.timestamp ?? Math.floor(Date.now() / 1000));
    const query: Record<string, string> = { app_key: appKey, timestamp, ...call.query };
    const body = call.body === undefined ? '' : typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
    const names = Object.keys(query).sort();
    const base = `${appSecret}${path}${names.map((name) => name + query[name]).join('')}${body}${appSecret}`;
    query.sign = createHmac('sha256', appSecret).update(base).digest('hex');
    call.spoil?.(query);
    const response = await fetch(`${apiUrl}${path}?${new URLSearchParams(query)}`, {
      method,
      headers: {
        ...(call.form ? {} : { 'content-type': 'application/json' }),
        'x-tts-access-token': call.token ?? this.token,
        ...call.headers,
      },
      ...(call.form ? { body: call.form } : body === '' ? {} : { body }),
    });
    return { status: response.status, ...JSON.parse(await response.text()) };
  }

  get shopId(): string {
    return this.sandbox.control.shops().find((shop) => shop.cipher === this.cipher)?.id ?? '';
  }

  /** A paid order of this shop that waits to be shipped, and its package (if the market made one). */
  readyOrder(lines?: readonly { skuId: string; quantity: number }[], shippingType: 'TIKTOK' | 'SELLER' = 'TIKTOK') {
    const { control } = this.sandbox;
    const order = control.createOrder({ shopId: this.shopId, status: 'AWAITING_SHIPMENT', shippingType, ...(lines ? { lines } : {}) });
    return { order, packageId: control.packagesOf(order.id)[0]?.id ?? '' };
  }

  /** SKU ids of this shop, one of each product. */
  skuIds(): string[] {
    return this.sandbox.control.products(this.shopId).flatMap((product) => product.skus[0]?.id ?? []);
  }

  async order(orderId: string) {
    const { data } = await this.shop('GET', '/order/202507/orders', { query: { ids: orderId } });
    return data.orders[0];
  }
}

export interface Received {
  readonly raw: string;
  readonly authorization: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read events by their documented shape
  readonly event: any;
}

/** An address that collects webhooks and answers with the status it is told. */
export async function startReceiver(statusOf: (count: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk) => {
      raw += chunk;
    });
    request.on('end', () => {
      received.push({ raw, authorization: request.headers.authorization ?? '', event: JSON.parse(raw) });
      response.writeHead(statusOf(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/hook` : '';
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { received, url, [Symbol.dispose]: stop };
}
