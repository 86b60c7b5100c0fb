import { type Clock, Secret } from '@shopfleet/kernel';
import { type HttpResponse, PlatformFailure, type PlatformHttp, readExactJson } from '@shopfleet/platform-kit';
import { loginFailure } from './failures.ts';
import { manifest } from './manifest.ts';
import { loginErrorSchema } from './wire/errors.ts';
import { tokenSchema, type WireToken } from './wire/token.ts';

export interface LoginOptions {
  readonly http: PlatformHttp;
  readonly clock: Clock;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly authBaseUrl: string;
}

type Fields =
  | { readonly grant_type: 'authorization_code'; readonly code: string; readonly redirect_uri: string }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }
  | { readonly grant_type: 'client_credentials'; readonly scope: string };

/** Amazon names no limit for Login with Amazon; this is far above what a hub needs. */
const limit = { requests: 10, windowSeconds: 1 } as const;
const earlyMs = 60_000;

/** Login with Amazon: one address for all regions, form fields in, JSON out. */
export class Login {
  readonly #options: LoginOptions;
  #grantless: { readonly token: Secret; readonly endsAtMs: number } | undefined;

  constructor(options: LoginOptions) {
    this.#options = options;
  }

  /** Asks for a token. Only a code is used up by being sent; the others may be sent again. */
  ask(fields: Fields, mayLeave?: () => boolean): Promise<WireToken> {
    const { http, clientId, clientSecret, authBaseUrl } = this.#options;
    const isRead = fields.grant_type !== 'authorization_code';
    return http.send({
      operation: 'token',
      limitKey: `${manifest.platform}:${clientId}:token`,
      limit,
      breakerKey: 'token',
      isRead,
      ...(mayLeave ? { mayLeave } : {}),
      request: () => ({
        method: 'POST',
        url: new URL(`${authBaseUrl.replace(/\/$/, '')}/auth/o2/token`),
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', accept: 'application/json' },
        body: Buffer.from(new URLSearchParams({ ...fields, client_id: clientId, client_secret: clientSecret.reveal() }).toString()),
      }),
      read: (response) => readToken(response, isRead),
    });
  }

  /** A token of the application itself, for the few calls that no seller stands behind. */
  async grantlessToken(refused?: Secret): Promise<Secret> {
    const nowMs = this.#options.clock.now().getTime();
    const kept = this.#grantless;
    if (kept && kept.endsAtMs > nowMs && kept.token.reveal() !== refused?.reveal()) return kept.token;
    const answer = await this.ask({ grant_type: 'client_credentials', scope: 'sellingpartnerapi::notifications' });
    this.#grantless = { token: new Secret(answer.access_token), endsAtMs: nowMs + answer.expires_in * 1_000 - earlyMs };
    return this.#grantless.token;
  }
}

function readToken({ status, body }: HttpResponse, isRead: boolean): WireToken {
  const answer = readJson(Buffer.from(body).toString('utf8'));
  const token = tokenSchema.safeParse(answer);
  if (status < 400 && token.success) return token.data;
  const refused = loginErrorSchema.safeParse(answer);
  if (status < 400 && !refused.success) throw new PlatformFailure('outcome-unknown', 'Amazon answered without an access token');
  const { error: code, error_description: description } = refused.success ? refused.data : { error: '', error_description: '' };
  throw loginFailure({ status, code, description, isRead });
}

function readJson(text: string): unknown {
  try {
    return readExactJson(text);
  } catch (error) {
    if (error instanceof PlatformFailure) return undefined;
    throw error;
  }
}
