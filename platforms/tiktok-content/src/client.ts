import type { Secret } from '@shopfleet/kernel';
import {
  type AccountAccess,
  type HttpRequest,
  type HttpResponse,
  PlatformFailure,
  type PlatformHttp,
  readExactJson,
  type WindowLimit,
} from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { Endpoint, OauthEndpoint } from './endpoints.ts';
import { apiFailure, oauthFailure, oauthStatusFailure, statusFailure } from './failures.ts';
import { manifest } from './manifest.ts';
import { envelopeSchema, oauthErrorSchema } from './wire/envelope.ts';

export interface ClientOptions {
  readonly http: PlatformHttp;
  readonly clientKey: string;
  readonly clientSecret: Secret;
  readonly apiBaseUrl: string;
  /** Of each reading call; the token calls, for which TikTok names none, take half of it. */
  readonly limit: WindowLimit;
  /** For the token calls, whose answer must not be lost to haste. */
  readonly tokenTimeoutMs: number;
}

export interface CallInput<S extends z.ZodType> {
  readonly fields: readonly string[];
  /** Written as JSON. */
  readonly body?: object;
  readonly data: S;
  readonly signal?: AbortSignal | undefined;
}

export interface OauthInput<S extends z.ZodType> {
  readonly form: Readonly<Record<string, string>>;
  readonly data: S;
  readonly mayLeave?: (() => boolean) | undefined;
}

/** Who a call acts for: an account, or whoever gave the token. */
export type CallAccess = Pick<AccountAccess, 'token'> | { readonly accessToken: Secret };

/** The only HTTP of this adapter. */
export class TikTokContentClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Reads for an account; when the token was refused, takes a fresh one and reads once more. */
  async call<S extends z.ZodType>(access: CallAccess, endpoint: Endpoint, input: CallInput<S>): Promise<z.output<S>> {
    let used: Secret | undefined;
    const send = async (refused: Secret | undefined) => {
      const token = async () => {
        used = 'accessToken' in access ? access.accessToken : await access.token(refused);
        return used;
      };
      // Before a slot is taken: renewing lasts longer than a slot waits.
      await token();
      return this.#send(endpoint, input, token);
    };
    try {
      return await send(undefined);
    } catch (error) {
      // Our own source of tokens names no vendor code: when it has nothing left, asking again helps nobody.
      const isExpired = error instanceof PlatformFailure && error.kind === 'auth-expired' && error.vendorCode !== undefined;
      if (!isExpired || 'accessToken' in access || !used) throw error;
      return send(used);
    }
  }

  #send<S extends z.ZodType>(endpoint: Endpoint, input: CallInput<S>, token: () => Promise<Secret>): Promise<z.output<S>> {
    const { http, clientKey, limit } = this.#options;
    return http.send({
      operation: endpoint.operation,
      limitKey: `${manifest.platform}:${clientKey}:${endpoint.operation}`,
      limit,
      // The operation, not the account: only a row of failures without any success opens it, and no account makes one alone.
      breakerKey: endpoint.operation,
      isRead: true,
      ...(input.signal ? { signal: input.signal } : {}),
      request: async () => this.#request(endpoint, input, await token()),
      read: (response) => readAnswer(response, input.data),
    });
  }

  #request(endpoint: Endpoint, { fields, body }: CallInput<z.ZodType>, token: Secret): HttpRequest {
    const url = new URL(endpoint.path, this.#options.apiBaseUrl);
    url.searchParams.set('fields', fields.join(','));
    const headers = { authorization: `Bearer ${token.reveal()}` };
    if (!body) return { method: endpoint.method, url, headers };
    return {
      method: endpoint.method,
      url,
      headers: { ...headers, 'content-type': 'application/json' },
      body: encode(JSON.stringify(body)),
    };
  }

  /** The calls of the application itself: a form with its key and secret. Each changes something and is sent once. */
  callOauth<S extends z.ZodType>(endpoint: OauthEndpoint, { form, data, mayLeave }: OauthInput<S>): Promise<z.output<S>> {
    const { http, clientKey, clientSecret, apiBaseUrl, limit, tokenTimeoutMs } = this.#options;
    return http.send({
      operation: endpoint.operation,
      limitKey: `${manifest.platform}:${clientKey}:${endpoint.operation}`,
      limit: { ...limit, requests: Math.max(1, Math.floor(limit.requests / 2)) },
      breakerKey: 'token',
      isRead: false,
      timeoutMs: tokenTimeoutMs,
      ...(mayLeave ? { mayLeave } : {}),
      request: () => ({
        method: 'POST',
        url: new URL(endpoint.path, apiBaseUrl),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: encode(new URLSearchParams({ client_key: clientKey, client_secret: clientSecret.reveal(), ...form }).toString()),
      }),
      read: (response) => readOauthAnswer(response, data),
    });
  }
}

const encode = (text: string): Uint8Array => Buffer.from(text);

/** Decides on `error.code` first, also under HTTP 200; the status counts only when the body is not the envelope. */
function readAnswer<S extends z.ZodType>(response: HttpResponse, schema: S): z.output<S> {
  const envelope = envelopeSchema.safeParse(parse(response));
  if (!envelope.success) throw statusFailure(response.status);
  const { code, message, log_id: logId } = envelope.data.error;
  if (code !== 'ok') throw code === '' ? statusFailure(response.status) : apiFailure({ code, message, logId, status: response.status });
  const data = schema.safeParse(envelope.data.data ?? {});
  if (data.success) return data.data;
  throw shapeFailure(data.error, logId);
}

/** An `error` text means failure whatever the status says. An empty body under 200 is an answer (to a revocation). */
function readOauthAnswer<S extends z.ZodType>(response: HttpResponse, schema: S): z.output<S> {
  const body = response.body.length === 0 && response.status === 200 ? {} : parse(response);
  const refused = oauthErrorSchema.safeParse(body);
  if (refused.success) {
    const { error: code, error_description: message, log_id: logId } = refused.data;
    throw oauthFailure({ code, message, logId, status: response.status });
  }
  if (response.status !== 200 || body === undefined) throw oauthStatusFailure(response.status);
  const data = schema.safeParse(body);
  if (data.success) return data.data;
  throw shapeFailure(data.error, undefined);
}

/** The body as JSON; undefined when it is something else: a gateway's page, or nothing. */
function parse(response: HttpResponse): unknown {
  try {
    return readExactJson(Buffer.from(response.body).toString('utf8'));
  } catch (error) {
    if (error instanceof PlatformFailure) return undefined;
    throw error;
  }
}

function shapeFailure(cause: z.ZodError, logId: string | undefined): PlatformFailure {
  const where = cause.issues.map((issue) => issue.path.join('.')).join(', ');
  return new PlatformFailure('unexpected', `The answer of TikTok has another shape at: ${where}`, {
    cause,
    ...(logId === undefined ? {} : { requestId: logId }),
  });
}
