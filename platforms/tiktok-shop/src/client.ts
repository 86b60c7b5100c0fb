import type { Clock, Secret } from '@shopfleet/kernel';
import {
  type HttpRequest,
  type HttpResponse,
  type PlatformCall,
  PlatformFailure,
  type PlatformHttp,
  readExactJson,
  type ShopAccess,
} from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { Endpoint } from './endpoints.ts';
import { refusalFailure, statusFailure } from './failures.ts';
import { manifest } from './manifest.ts';
import { signRequest } from './signing.ts';
import { envelopeSchema } from './wire/envelope.ts';

export interface ClientOptions {
  readonly http: PlatformHttp;
  readonly clock: Clock;
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly apiBaseUrl: string;
  readonly authBaseUrl: string;
}

const limit = { requests: manifest.requestsPerSecond, windowSeconds: 1 } as const;

export interface CallInput<S extends z.ZodType> {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Written as JSON once; the same bytes are signed and sent. Members that are undefined are left out. */
  readonly body?: object;
  /** A multipart body in place of JSON; it is not signed. */
  readonly upload?: { readonly contentType: string; readonly bytes: Uint8Array };
  readonly data: S;
}

/** Who a call acts for: a shop, or (before shops are known) whoever gave the token. */
export type CallAccess = ShopAccess | { readonly accessToken: Secret };

/** The only HTTP of this adapter. Signs late, so that a call that waited for its slot is not too old. */
export class TikTokClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Calls an endpoint; when the token has just expired, takes a fresh one and calls once more. */
  async call<S extends z.ZodType>(access: CallAccess, endpoint: Endpoint, input: CallInput<S>): Promise<z.output<S>> {
    let used: Secret | undefined;
    const send = (refused: Secret | undefined) =>
      this.#send(access, endpoint, input, async () => {
        used = 'accessToken' in access ? access.accessToken : await access.token(refused);
        return used;
      });
    try {
      return await send(undefined);
    } catch (error) {
      const isExpired = error instanceof PlatformFailure && error.kind === 'auth-expired' && error.vendorCode !== undefined;
      if (!isExpired || 'accessToken' in access || !used) throw error;
      return send(used);
    }
  }

  #send<S extends z.ZodType>(access: CallAccess, endpoint: Endpoint, input: CallInput<S>, token: () => Promise<Secret>) {
    const owner = 'accessToken' in access ? 'app' : access.externalId;
    return this.#options.http.send({
      operation: endpoint.operation,
      limitKey: `${manifest.platform}:${this.#options.appKey}:${owner}:${endpoint.operation}`,
      limit,
      breakerKey: owner,
      isRead: endpoint.isRead,
      request: async () => this.#sign(endpoint, input, 'accessToken' in access ? undefined : access.addressKey, await token()),
      read: (response) => readAnswer(response, input.data, endpoint.isRead),
    });
  }

  #sign(endpoint: Endpoint, input: CallInput<z.ZodType>, cipher: string | undefined, token: Secret): HttpRequest {
    const { appKey, appSecret, apiBaseUrl, clock } = this.#options;
    const url = new URL(endpoint.path.replace('{id}', encodeURIComponent(input.id ?? '')), apiBaseUrl);
    const query: Record<string, string> = { app_key: appKey, timestamp: String(Math.floor(clock.now().getTime() / 1000)) };
    if (endpoint.takesCipher && cipher) query.shop_cipher = cipher;
    for (const [name, value] of Object.entries(input.query ?? {})) if (value !== undefined && value !== '') query[name] = value;
    const body = input.upload?.bytes ?? (input.body === undefined ? undefined : Buffer.from(JSON.stringify(input.body)));
    const contentType = input.upload?.contentType ?? 'application/json';
    const sign = signRequest({ secret: appSecret.reveal(), path: url.pathname, query, body, contentType });
    for (const [name, value] of Object.entries({ ...query, sign })) url.searchParams.set(name, value);
    const headers = { 'content-type': contentType, 'x-tts-access-token': token.reveal() };
    return { method: endpoint.method, url, headers, ...(body ? { body } : {}) };
  }

  /** The two token calls: unsigned, on their own host, a GET that nevertheless changes something. */
  callToken<S extends z.ZodType>(path: string, query: Readonly<Record<string, string>>, data: S, mayLeave?: () => boolean) {
    const { http, appKey, appSecret, authBaseUrl } = this.#options;
    const call: PlatformCall<z.output<S>> = {
      operation: 'token',
      limitKey: `${manifest.platform}:${appKey}:token`,
      limit,
      breakerKey: 'token',
      isRead: false,
      timeoutMs: 35_000,
      ...(mayLeave ? { mayLeave } : {}),
      request: () => {
        const url = new URL(path, authBaseUrl);
        const all = { app_key: appKey, app_secret: appSecret.reveal(), ...query };
        for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
        return { method: 'GET', url, headers: {} };
      },
      read: (response) => readAnswer(response, data, false),
    };
    return http.send(call);
  }

  /** Fetches a file that an answer pointed to; such links carry their own signature and no header of ours. */
  download(access: ShopAccess, link: string): Promise<HttpResponse> {
    return this.#options.http.send({
      operation: 'documents.download',
      limitKey: `${manifest.platform}:${this.#options.appKey}:${access.externalId}:download`,
      limit,
      breakerKey: `${access.externalId}:documents`,
      isRead: true,
      request: () => ({ method: 'GET', url: readLink(link), headers: {} }),
      read: (response) => {
        if (response.status !== 200) throw statusFailure(response.status, true);
        return response;
      },
    });
  }
}

function readLink(link: string): URL {
  if (!URL.canParse(link)) throw new PlatformFailure('unexpected', 'The answer holds no link to the document');
  return new URL(link);
}

/** Decides on `code` first; the HTTP status counts only when the body is not the envelope. */
function readAnswer<S extends z.ZodType>(response: HttpResponse, schema: S, isRead: boolean): z.output<S> {
  const envelope = readEnvelope(response, isRead);
  const { code, message, request_id: requestId } = envelope;
  if (code !== 0) throw refusalFailure({ code, message, requestId, isRead });
  const data = schema.safeParse(envelope.data ?? {});
  if (data.success) return data.data;
  const where = data.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PlatformFailure(isRead ? 'unexpected' : 'outcome-unknown', `The answer of TikTok Shop has another shape at: ${where}`, {
    cause: data.error,
    ...(requestId === undefined ? {} : { requestId }),
  });
}

function readEnvelope(response: HttpResponse, isRead: boolean): z.infer<typeof envelopeSchema> {
  let body: unknown;
  try {
    body = readExactJson(Buffer.from(response.body).toString('utf8'));
  } catch (error) {
    if (error instanceof PlatformFailure) throw statusFailure(response.status, isRead);
    throw error;
  }
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) throw statusFailure(response.status, isRead);
  return envelope.data;
}
