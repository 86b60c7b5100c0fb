import type { Clock, Secret } from '@shopfleet/kernel';
import { type HttpRequest, type PlatformCall, PlatformFailure, type PlatformHttp, type ShopAccess } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import { readAnswer, readFile } from './answer.ts';
import type { Endpoint } from './endpoints.ts';
import { type Refusal, tokenFailure } from './failures.ts';
import { manifest } from './manifest.ts';
import { type FormFile, formBody } from './multipart.ts';
import { signRequest } from './signing.ts';

export interface ClientOptions {
  readonly http: PlatformHttp;
  readonly clock: Clock;
  readonly partnerId: number;
  readonly partnerKey: Secret;
  readonly apiBaseUrl: string;
}

/** Shopee publishes no numbers: this is far below what users measured before they were slowed down. */
const limit = { requests: manifest.requestsPerSecond, windowSeconds: 1, burst: manifest.requestsPerSecond } as const;

export interface CallInput<S extends z.ZodType> {
  /** A list becomes a repeated parameter. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Written as JSON. Members that are undefined are left out. */
  readonly body?: object;
  readonly data: S;
}

/** Who a call acts for: a shop, or (before the hub knows the shop) whoever gave the token. */
export type CallAccess = ShopAccess | { readonly accessToken: Secret; readonly shopId: string };

interface Owner {
  readonly accessToken: string;
  readonly id: string;
}

/** The only HTTP of this adapter. Signs late, so that a call that waited for its slot is not too old. */
export class ShopeeClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Calls an endpoint; when the token has just expired, takes a fresh one and calls once more. */
  call<S extends z.ZodType>(access: CallAccess, endpoint: Endpoint, input: CallInput<S>): Promise<z.output<S>> {
    const { clock } = this.#options;
    return this.#asShop(access, endpoint, input, (response) => readAnswer(response, { endpoint, schema: input.data, clock }));
  }

  /** Fetches a file, which comes in the body as it is. */
  download(access: CallAccess, endpoint: Endpoint, body: object): Promise<Uint8Array> {
    return this.#asShop(access, endpoint, { body }, (response) => readFile(response, endpoint, this.#options.clock));
  }

  async #asShop<T>(
    access: CallAccess,
    endpoint: Endpoint,
    input: Omit<CallInput<z.ZodType>, 'data'>,
    read: PlatformCall<T>['read'],
  ): Promise<T> {
    const id = 'accessToken' in access ? access.shopId : access.externalId;
    let used: Secret | undefined;
    const send = (refused: Secret | undefined) =>
      this.#options.http.send({
        ...this.#common(endpoint, id),
        request: async () => {
          used = 'accessToken' in access ? access.accessToken : await access.token(refused);
          return this.#sign(endpoint, input, { accessToken: used.reveal(), id });
        },
        read,
      });
    try {
      return await send(undefined);
    } catch (error) {
      const isExpired = error instanceof PlatformFailure && error.kind === 'auth-expired' && error.vendorCode !== undefined;
      if (!isExpired || 'accessToken' in access || !used) throw error;
      return send(used);
    }
  }

  /** A call in the name of the app: without token and shop, also where one is known. */
  callPublic<S extends z.ZodType>(
    endpoint: Endpoint,
    input: CallInput<S> & { readonly file?: FormFile; readonly signal?: AbortSignal },
  ): Promise<z.output<S>> {
    const { clock } = this.#options;
    return this.#options.http.send({
      ...this.#common(endpoint, 'app'),
      ...(input.signal ? { signal: input.signal } : {}),
      request: () => this.#sign(endpoint, input, undefined),
      read: (response) => readAnswer(response, { endpoint, schema: input.data, clock }),
    });
  }

  /** The two token calls: public as well, with refusals of their own. */
  callToken<S extends z.ZodType>(endpoint: Endpoint, body: object, schema: S, mayLeave?: () => boolean): Promise<z.output<S>> {
    const { clock, partnerId } = this.#options;
    const translate = (refusal: Refusal) => tokenFailure(refusal);
    return this.#options.http.send({
      ...this.#common(endpoint, 'token'),
      timeoutMs: 35_000,
      ...(mayLeave ? { mayLeave } : {}),
      request: () => this.#sign(endpoint, { body: { ...body, partner_id: partnerId } }, undefined),
      read: (response) => readAnswer(response, { endpoint, schema, clock, translate }),
    });
  }

  #common({ operation, isRead }: Endpoint, owner: string) {
    return { operation, limitKey: `${manifest.platform}:${this.#options.partnerId}:${owner}`, limit, breakerKey: owner, isRead };
  }

  #sign(
    { method, path }: Endpoint,
    { query = {}, body, file }: Omit<CallInput<z.ZodType>, 'data'> & { readonly file?: FormFile },
    shop: Owner | undefined,
  ): HttpRequest {
    const { partnerId, partnerKey, apiBaseUrl, clock } = this.#options;
    const timestampSeconds = Math.floor(clock.now().getTime() / 1000);
    const url = new URL(path, apiBaseUrl);
    url.searchParams.set('partner_id', String(partnerId));
    url.searchParams.set('timestamp', String(timestampSeconds));
    const signed = { partnerId, partnerKey: partnerKey.reveal(), path: url.pathname, timestampSeconds };
    url.searchParams.set('sign', signRequest({ ...signed, ...(shop ? { shop } : {}) }));
    if (shop) {
      url.searchParams.set('access_token', shop.accessToken);
      url.searchParams.set('shop_id', shop.id);
    }
    for (const [name, value] of Object.entries(query)) {
      for (const one of typeof value === 'string' ? [value] : (value ?? [])) url.searchParams.append(name, one);
    }
    if (method === 'GET') return { method, url, headers: {} };
    const { contentType, bytes } = file
      ? formBody(file)
      : { contentType: 'application/json', bytes: Buffer.from(JSON.stringify(body ?? {})) };
    return { method, url, headers: { 'content-type': contentType }, body: bytes };
  }
}
