import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { ShopeeSandbox } from '../start.ts';

// A little client of its own: the tests must not lean on the signing they test.

export interface RawAnswer {
  readonly httpStatus: number;
  readonly error: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their documented shape
  readonly response: any;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their documented shape
  readonly [name: string]: any;
}

interface RawCall {
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes the query after signing. */
  readonly spoil?: (query: URLSearchParams) => void;
  readonly token?: string;
  readonly shopId?: string;
  readonly timestamp?: number | string;
}

export class RawCaller {
  readonly sandbox: ShopeeSandbox;
  shopId = '';
  token = '';
  refreshToken = '';

  constructor(sandbox: ShopeeSandbox) {
    this.sandbox = sandbox;
  }

  /** A caller that the shop of this region let in. */
  static async connect(sandbox: ShopeeSandbox, region = 'ID'): Promise<RawCaller> {
    const caller = new RawCaller(sandbox);
    const shop = sandbox.control.shops().find((candidate) => candidate.region === region);
    if (!shop) throw new Error(`no shop in ${region}`);
    const { code } = sandbox.control.authorize(shop.id);
    const answer = await caller.exchange({ code, shop_id: Number(shop.id) });
    caller.shopId = shop.id;
    caller.token = answer.access_token;
    caller.refreshToken = answer.refresh_token;
    return caller;
  }

  exchange(body: Readonly<Record<string, unknown>>): Promise<RawAnswer> {
    return this.public('POST', 'auth/token/get', { body: { partner_id: this.sandbox.partnerId, ...body } });
  }

  refresh(token = this.refreshToken, body: Readonly<Record<string, unknown>> = { shop_id: Number(this.shopId) }): Promise<RawAnswer> {
    const partner = { partner_id: this.sandbox.partnerId, refresh_token: token };
    return this.public('POST', 'auth/access_token/get', { body: { ...partner, ...body } });
  }

  async public(method: string, api: string, call: RawCall = {}): Promise<RawAnswer> {
    return await readJson(await this.#send(method, api, call, ''));
  }

  async get(api: string, query: RawCall['query'] = {}, call: RawCall = {}): Promise<RawAnswer> {
    return await readJson(await this.raw('GET', api, { ...call, query }));
  }

  async post(api: string, body: unknown, call: RawCall = {}): Promise<RawAnswer> {
    return await readJson(await this.raw('POST', api, { ...call, body }));
  }

  /** A call of this shop. */
  raw(method: string, api: string, call: RawCall = {}): Promise<Response> {
    return this.#send(method, api, call, `${call.token ?? this.token}${call.shopId ?? this.shopId}`);
  }

  #send(method: string, api: string, call: RawCall, subject: string): Promise<Response> {
    const { apiUrl, partnerId, partnerKey } = this.sandbox;
    const timestamp = String(call.timestamp ?? Math.floor(Date.now() / 1000));
    const path = `/api/v2/${api}`;
    const sign = createHmac('sha256', partnerKey).update(`${partnerId}${path}${timestamp}${subject}`).digest('hex');
    const query = new URLSearchParams({ partner_id: String(partnerId), timestamp, sign });
    if (subject !== '') {
      query.set('access_token', call.token ?? this.token);
      query.set('shop_id', call.shopId ?? this.shopId);
    }
    for (const [name, value] of Object.entries(call.query ?? {})) {
      for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
    }
    call.spoil?.(query);
    const isForm = call.body instanceof FormData;
    return fetch(`${apiUrl}${path}?${query}`, {
      method,
      headers: { ...(call.body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...call.headers },
      ...(call.body === undefined ? {} : { body: bodyOf(call.body) }),
    });
  }

  /** A paid order of this shop that may be shipped. */
  readyOrder(request: Parameters<ShopeeSandbox['control']['createOrder']>[0] = {}) {
    return this.sandbox.control.createOrder({ shopId: this.shopId, status: 'READY_TO_SHIP', ...request });
  }

  /** The package of an order that was not split. */
  parcelOf(orderSn: string) {
    const [parcel] = this.sandbox.control.packagesOf(orderSn);
    if (!parcel) throw new Error(`order ${orderSn} has no package`);
    return parcel;
  }

  async order(orderSn: string, fields = 'item_list,package_list,recipient_address,cancel_by,cancel_reason,buyer_cancel_reason,split_up') {
    const query = { order_sn_list: orderSn, response_optional_fields: fields, request_order_status_pending: 'true' };
    return (await this.get('order/get_order_detail', query)).response.order_list[0];
  }

  /** Arranges with the first way that is open, as the parameters say. */
  async ship(orderSn: string, packageNumber?: string): Promise<RawAnswer> {
    const parcel = packageNumber === undefined ? {} : { package_number: packageNumber };
    const { response } = await this.get('logistics/get_shipping_parameter', { order_sn: orderSn, ...parcel });
    const address = response.pickup?.address_list[0];
    const pickup = address && { address_id: address.address_id, pickup_time_id: address.time_slot_list[0].pickup_time_id };
    const way = pickup ? { pickup } : response.info_needed.dropoff ? { dropoff: {} } : { non_integrated: { tracking_number: 'OWN-123' } };
    return await this.post('logistics/ship_order', { order_sn: orderSn, ...parcel, ...way });
  }
}

const bodyOf = (body: unknown): FormData | string =>
  body instanceof FormData ? body : typeof body === 'string' ? body : JSON.stringify(body);

const readJson = async (response: Response): Promise<RawAnswer> => ({ httpStatus: response.status, ...(await response.json()) });

export interface Received {
  readonly raw: string;
  readonly authorization: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read events by their documented shape
  readonly event: any;
}

/** An address that collects pushes and answers with the status and body it is told; an empty 200 by default. */
export async function startReceiver(answer: (count: number) => { status: number; body?: string } = () => ({ status: 200 })) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk) => {
      raw += chunk;
    });
    request.on('end', () => {
      received.push({ raw, authorization: request.headers.authorization ?? '', event: JSON.parse(raw) });
      const { status, body } = answer(received.length);
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/hook?region=ID` : '';
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { received, url, [Symbol.dispose]: stop };
}
