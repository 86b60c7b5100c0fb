import type { AmazonSandbox } from '../start.ts';

// A little client of its own, written from the documentation: what an application sends and nothing else.

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their documented shape
  readonly body: any;
}

export interface RawCall {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string;
  readonly baseUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Buckets out of the way, changes seen at once: for tests of something else. */
export const quick = { bucketScale: 10_000, burstScale: 1_000, searchLagMs: 0, listingDelayMs: 0 };

export const sender = {
  Name: 'Warehouse One',
  AddressLine1: '300 Turnbull Ave',
  City: 'Detroit',
  StateOrProvinceCode: 'MI',
  PostalCode: '48123',
  CountryCode: 'US',
  Phone: '7132341234',
  Email: 'warehouse@example.com',
};

export class RawClient {
  readonly sandbox: AmazonSandbox;
  sellerId = '';
  marketplaceId = '';
  refreshToken = '';
  token = '';

  constructor(sandbox: AmazonSandbox) {
    this.sandbox = sandbox;
  }

  /** A client of one shop, by the short way. */
  static async connect(sandbox: AmazonSandbox, country = 'US'): Promise<RawClient> {
    const client = new RawClient(sandbox);
    const shop = sandbox.control.shops().find((candidate) => candidate.country === country);
    if (!shop) throw new Error(`no shop in ${country}`);
    client.sellerId = shop.sellerId;
    client.marketplaceId = shop.marketplaceId;
    const { spapi_oauth_code: code } = sandbox.control.authorize(shop.sellerId);
    const { body } = await client.oauth({ grant_type: 'authorization_code', code, redirect_uri: 'https://hub.example.com/callback' });
    client.token = body.access_token;
    client.refreshToken = body.refresh_token;
    return client;
  }

  get shopId(): string {
    return `${this.sellerId}:${this.marketplaceId}`;
  }

  async oauth(form: Readonly<Record<string, string>>): Promise<RawAnswer> {
    const { clientId, clientSecret, authUrl } = this.sandbox;
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
    return await answerOf(await fetch(`${authUrl}/auth/o2/token`, { method: 'POST', body }));
  }

  refresh(): Promise<RawAnswer> {
    return this.oauth({ grant_type: 'refresh_token', refresh_token: this.refreshToken });
  }

  async call(method: string, path: string, call: RawCall = {}): Promise<RawAnswer> {
    const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`;
    const response = await fetch(`${call.baseUrl ?? this.sandbox.apiUrl}${path}${query}`, {
      method,
      headers: {
        'x-amz-access-token': call.token ?? this.token,
        'user-agent': 'Judge/1.0 (Language=TypeScript/5; Platform=Node/24)',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    return await answerOf(response);
  }

  /** Orders changed lately; more parameters as wanted. */
  search(query: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    return this.call('GET', '/orders/2026-01-01/orders', { query: { lastUpdatedAfter: since, ...query } });
  }

  async order(orderId: string, groups = 'BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES') {
    const { body } = await this.call('GET', `/orders/2026-01-01/orders/${orderId}`, { query: { includedData: groups } });
    return body.order;
  }

  confirm(orderId: string, detail: Readonly<Record<string, unknown>>): Promise<RawAnswer> {
    const body = { marketplaceId: this.marketplaceId, packageDetail: detail };
    return this.call('POST', `/orders/v0/orders/${orderId}/shipmentConfirmation`, { body });
  }

  /** A token that opens one restricted operation. */
  async restricted(method: string, path: string): Promise<string> {
    const body = { restrictedResources: [{ method, path }] };
    const answer = await this.call('POST', '/tokens/2021-03-01/restrictedDataToken', { body });
    return answer.body.restrictedDataToken;
  }

  async grantless(scope = 'sellingpartnerapi::notifications'): Promise<string> {
    return (await this.oauth({ grant_type: 'client_credentials', scope })).body.access_token;
  }

  /** ShipmentRequestDetails for a whole order. */
  // biome-ignore lint/suspicious/noExplicitAny: the order is an answer of the API
  parcelFor(order: any, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return {
      AmazonOrderId: order.orderId,
      ItemList: order.orderItems.map((item: { orderItemId: string; quantityOrdered: number }) => ({
        OrderItemId: item.orderItemId,
        Quantity: item.quantityOrdered,
      })),
      ShipFromAddress: sender,
      PackageDimensions: { Length: 20, Width: 15, Height: 10, Unit: 'centimeters' },
      Weight: { Value: 600, Unit: 'g' },
      ShippingServiceOptions: { DeliveryExperience: 'DeliveryConfirmationWithoutSignature', CarrierWillPickUp: false },
      ...more,
    };
  }

  async buyLabel(details: Readonly<Record<string, unknown>>, serviceId: string, more: Readonly<Record<string, unknown>> = {}) {
    const token = await this.restricted('POST', '/mfn/v0/shipments');
    const body = { ShipmentRequestDetails: details, ShippingServiceId: serviceId, ...more };
    return await this.call('POST', '/mfn/v0/shipments', { body, token });
  }

  async shipment(method: 'GET' | 'DELETE', shipmentId: string): Promise<RawAnswer> {
    const token = await this.restricted(method, '/mfn/v0/shipments/{shipmentId}');
    return await this.call(method, `/mfn/v0/shipments/${shipmentId}`, { token });
  }

  /** A call of the AWS JSON protocol, signed in shape only. */
  async queue(action: string, input: Readonly<Record<string, unknown>> = {}, keyId = this.sandbox.queue.accessKeyId): Promise<RawAnswer> {
    const response = await fetch(this.sandbox.queue.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${action}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20261121/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=00`,
      },
      body: JSON.stringify({ QueueUrl: this.sandbox.queue.url, ...input }),
    });
    return await answerOf(response);
  }
}

async function answerOf(response: Response): Promise<RawAnswer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
}
