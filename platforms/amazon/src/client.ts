import type { Clock, Secret } from '@shopfleet/kernel';
import {
  type HttpRequest,
  type HttpResponse,
  PlatformFailure,
  type PlatformHttp,
  readExactJson,
  type ShopAccess,
} from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { CallPlace } from './call-place.ts';
import { type Endpoint, endpoints } from './endpoints.ts';
import { refusalFailure } from './failures.ts';
import { manifest } from './manifest.ts';
import { marketplaceOf, type SellingRegion } from './marketplaces.ts';
import { fillPath, type QueryValue, writeQuery } from './request-url.ts';
import { RestrictedTokens } from './restricted-tokens.ts';
import { limitOf, refillSeconds } from './usage-plans.ts';
import { errorsSchema } from './wire/errors.ts';
import { restrictedTokenSchema } from './wire/token.ts';

export interface ClientOptions {
  readonly http: PlatformHttp;
  readonly clock: Clock;
  readonly clientId: string;
  readonly apiBaseUrls: Readonly<Record<SellingRegion, string>>;
}

export interface CallInput<S extends z.ZodType> {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Written as JSON once; members that are undefined are left out. */
  readonly body?: object;
  readonly data: S;
  /** For calls that are known to be slow. */
  readonly timeoutMs?: number;
}

const userAgent = `Shopfleet/0.1 (Language=TypeScript/6; Platform=Node/${process.versions.node})`;

/** A shop is a seller in one marketplace: `<sellerId>:<marketplaceId>`. */
export const sellerOf = (access: Pick<ShopAccess, 'externalId'>): string => access.externalId.split(':')[0] ?? '';

/** The only HTTP of this adapter, Login with Amazon and the queue apart. */
export class AmazonClient {
  readonly #options: ClientOptions;
  readonly #restricted: RestrictedTokens;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#restricted = new RestrictedTokens(options.clock, (place, restrictedResources) =>
      this.call(place, endpoints.restrictedToken, { body: { restrictedResources }, data: restrictedTokenSchema }),
    );
  }

  /** Where a shop's calls go. */
  placeOf(access: ShopAccess): CallPlace {
    const { region } = marketplaceOf(access.addressKey);
    return { owner: sellerOf(access), baseUrl: this.#options.apiBaseUrls[region], token: (refused) => access.token(refused) };
  }

  /** Calls an operation for a shop or at a place; when the token is refused as expired, takes a fresh one and calls once more. */
  async call<S extends z.ZodType>(whom: ShopAccess | CallPlace, endpoint: Endpoint, input: CallInput<S>): Promise<z.output<S>> {
    const place = 'owner' in whom ? whom : this.placeOf(whom);
    const tokenFor = (refused?: Secret) => (endpoint.isRestricted ? this.#restricted.get(place, refused) : place.token(refused));
    let used: Secret | undefined;
    try {
      return await this.#send(place, endpoint, input, async () => {
        used = await tokenFor();
        return used;
      });
    } catch (error) {
      const isRefused = error instanceof PlatformFailure && error.kind === 'auth-expired' && error.vendorCode !== undefined;
      if (!isRefused || !used) throw error;
      const fresh = await tokenFor(used);
      if (fresh.reveal() === used.reveal()) throw error;
      return this.#send(place, endpoint, input, async () => fresh);
    }
  }

  #send<S extends z.ZodType>(place: CallPlace, endpoint: Endpoint, input: CallInput<S>, token: () => Promise<Secret>) {
    const { http, clientId } = this.#options;
    const { operation, isRead, plan } = endpoint;
    return http.send({
      operation,
      limitKey: `${manifest.platform}:${clientId}:${place.owner}:${operation}`,
      limit: limitOf(plan),
      breakerKey: place.owner,
      isRead,
      ...(input.timeoutMs === undefined ? {} : { timeoutMs: input.timeoutMs }),
      request: async () => writeRequest(place, endpoint, input, await token()),
      read: (response) => this.#readAnswer(response, endpoint, input.data),
    });
  }

  #readAnswer<S extends z.ZodType>(response: HttpResponse, { isRead, plan }: Endpoint, schema: S): z.output<S> {
    const { status, headers } = response;
    const requestId = headers['x-amzn-requestid'];
    const body = readBody(response);
    if (status >= 400) {
      const errors = errorsSchema.safeParse(body);
      const first = (errors.success ? errors.data.errors[0] : undefined) ?? { code: '', message: '', details: '' };
      throw refusalFailure({ ...first, status, requestId, isRead, refillAt: this.#refillAt(refillSeconds(plan)) });
    }
    const answer = schema.safeParse(body ?? {});
    if (answer.success) return answer.data;
    const where = answer.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new PlatformFailure(isRead ? 'unexpected' : 'outcome-unknown', `The answer of Amazon has another shape at: ${where}`, {
      cause: answer.error,
      ...(requestId === undefined ? {} : { requestId }),
    });
  }

  /** Amazon never says when to come back: a bucket's next call comes one refill later, with jitter so that not all come at once. */
  #refillAt(seconds: number): Date {
    return new Date(this.#options.clock.now().getTime() + Math.ceil(seconds * 1_000 * (1 + Math.random() / 4)));
  }
}

function writeRequest(place: CallPlace, { method, path }: Endpoint, input: CallInput<z.ZodType>, token: Secret): HttpRequest {
  const url = new URL(place.baseUrl.replace(/\/$/, '') + fillPath(path, input.path ?? {}));
  url.search = writeQuery(input.query ?? {});
  const body = input.body === undefined ? undefined : Buffer.from(JSON.stringify(input.body));
  const headers = { 'x-amz-access-token': token.reveal(), 'user-agent': userAgent, accept: 'application/json' };
  return body ? { method, url, headers: { ...headers, 'content-type': 'application/json' }, body } : { method, url, headers };
}

/** The body as JSON; undefined when there is none, or none that can be read: then the status alone speaks. */
function readBody({ status, body }: HttpResponse): unknown {
  if (body.length === 0) return undefined;
  try {
    return readExactJson(Buffer.from(body).toString('utf8'));
  } catch (error) {
    if (error instanceof PlatformFailure && status >= 400) return undefined;
    throw error;
  }
}
