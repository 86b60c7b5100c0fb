import { request } from 'node:http';
import { scopeUrl } from '../scopes.ts';
import type { EbaySandbox } from '../start.ts';

// A little client of its own: the tests must not lean on any adapter.

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** First error of the envelope; 0 when there is none. */
  readonly code: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their documented shape
  readonly data: any;
}

interface RawCall {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
}

interface TokenAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their documented shape
  readonly data: any;
}

export class RawCaller {
  readonly sandbox: EbaySandbox;
  readonly shopId: string;
  token = '';
  refreshToken = '';

  constructor(sandbox: EbaySandbox, shopId: string) {
    this.sandbox = sandbox;
    this.shopId = shopId;
  }

  /** A caller that the seller of this country let in. */
  static async connect(sandbox: EbaySandbox, region = 'US', scopes?: readonly string[]): Promise<RawCaller> {
    const shop = sandbox.control.shops().find((candidate) => candidate.region === region);
    if (!shop) throw new Error(`no shop in ${region}`);
    const caller = new RawCaller(sandbox, shop.id);
    const { code } = sandbox.control.authorize(shop.id, scopes);
    const { data } = await caller.tokens({ grant_type: 'authorization_code', code, redirect_uri: sandbox.ruName });
    caller.token = data.access_token;
    caller.refreshToken = data.refresh_token;
    return caller;
  }

  async tokens(form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<TokenAnswer> {
    const { authUrl, clientId, clientSecret } = this.sandbox;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const response = await fetch(`${authUrl}/identity/v1/oauth2/token`, {
      method: 'POST',
      headers: { authorization, ...headers },
      body: new URLSearchParams(form),
    });
    return { status: response.status, data: await response.json() };
  }

  /** A new access token with the refresh token. */
  async renew(): Promise<void> {
    const { data } = await this.tokens({ grant_type: 'refresh_token', refresh_token: this.refreshToken });
    this.token = data.access_token;
  }

  async applicationToken(): Promise<string> {
    const { data } = await this.tokens({ grant_type: 'client_credentials', scope: scopeUrl('') });
    return data.access_token;
  }

  async call(method: string, path: string, call: RawCall = {}): Promise<RawAnswer> {
    const search = call.query ? `?${new URLSearchParams(call.query)}` : '';
    const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
    const response = await fetch(`${this.sandbox.apiUrl}${path}${search}`, {
      method,
      headers: {
        authorization: `Bearer ${call.token ?? this.token}`,
        'accept-language': 'en-US',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json', 'content-language': 'en-US' }),
        ...call.headers,
      },
      ...body,
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const data = isJson ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, code: data?.errors?.[0]?.errorId ?? 0, text, data };
  }

  orders(query: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
    return this.call('GET', '/sell/fulfillment/v1/order', { query });
  }

  order(orderId: string): Promise<RawAnswer> {
    return this.call('GET', `/sell/fulfillment/v1/order/${orderId}`);
  }

  ship(orderId: string, body: unknown): Promise<RawAnswer> {
    return this.call('POST', `/sell/fulfillment/v1/order/${orderId}/shipping_fulfillment`, { body });
  }

  inventory(method: string, path: string, body?: unknown, call: RawCall = {}): Promise<RawAnswer> {
    return this.call(method, `/sell/inventory/v1${path}`, { ...call, ...(body === undefined ? {} : { body }) });
  }

  /** The status of a call whose headers are sent as they are, without what a runtime adds. */
  plainStatus(path: string, headers: Readonly<Record<string, string>>): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.sandbox.apiUrl}${path}`,
        { headers: { authorization: `Bearer ${this.token}`, ...headers } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }
}
