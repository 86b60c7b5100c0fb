import { type Call, isObject, type JsonObject } from './call.ts';
import type { AccessGrant, Shop } from './model.ts';
import type { RateLimit } from './rate-limit.ts';
import { missing, Refusal } from './refusal.ts';
import type { Match, Router } from './router.ts';
import type { Route } from './routes.ts';
import { isRequestSigned } from './signature.ts';
import type { World } from './world.ts';

const oldestSeconds = 300;
const futureSeconds = 30;

/** A request as it came. `contentTypes` holds every header of that name: two of them are an error. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly contentTypes: readonly string[];
  readonly token: string | undefined;
  readonly body: Buffer;
}

/** The checks of the platform's front door, in its order; what passes reaches the API. */
export class Gateway {
  readonly #world: World;
  readonly #router: Router;
  readonly #limit: RateLimit;

  constructor(world: World, router: Router, limit: RateLimit) {
    this.#world = world;
    this.#router = router;
    this.#limit = limit;
  }

  find(request: ApiRequest): Match {
    return this.#router.find(request.method, request.path);
  }

  /** @throws Refusal */
  admit(request: ApiRequest, match: Match): Call {
    const { route, params } = match;
    const contentType = request.contentTypes[0] ?? '';
    if (request.query.get('app_key') !== this.#world.app.appKey) throw missing('app_key');
    this.#checkTime(request);
    const sign = request.query.get('sign');
    if (!sign) throw missing('sign');
    const access = this.#checkToken(request, route);
    const parts = { path: request.path, query: request.query, body: request.body, contentType };
    if (!isRequestSigned(this.#world.app.appSecret, parts, sign)) throw new Refusal(106001, 'The signature is wrong');
    checkContentType(request, route);
    if (!access.scopes.includes(route.scope)) throw new Refusal(105005, `Scope '${route.scope}' is missing`);
    const seller = this.#world.sellers.get(access.sellerId);
    if (!seller) throw new Refusal(36009004, 'The seller is unknown');
    const shop = this.#checkCipher(request, route, access);
    this.#checkLimit(route, shop?.id ?? seller.id);
    const body = route.isUpload ? {} : readBody(request.body);
    return { world: this.#world, seller, shop, query: request.query, params, body, rawBody: request.body, contentType };
  }

  /** Against the moved and the unmoved clock: a caller may share either. */
  #checkTime(request: ApiRequest): void {
    const text = request.query.get('timestamp') ?? '';
    if (!/^\d{10}$/.test(text)) throw missing('timestamp');
    const isNear = (nowMs: number): boolean => {
      const aheadSeconds = Number(text) - nowMs / 1000;
      return aheadSeconds >= -oldestSeconds && aheadSeconds <= futureSeconds;
    };
    if (!isNear(this.#world.clock.nowMs()) && !isNear(this.#world.clock.baseMs())) {
      throw new Refusal(36009004, 'The timestamp is outside the accepted window');
    }
  }

  #checkToken(request: ApiRequest, route: Route): AccessGrant {
    const token = request.token ?? request.query.get('access_token');
    const access = token === undefined ? undefined : this.#world.accessGrants.get(token);
    if (!access) throw new Refusal(36009004, 'The access token is missing or invalid');
    const isOver = access.revoked || access.expiresAtMs <= this.#world.clock.nowMs();
    if (isOver || this.#world.faults.strike(route.api, ['expired-token'])) throw new Refusal(105002, 'The access token has expired');
    return access;
  }

  #checkCipher(request: ApiRequest, route: Route, access: AccessGrant): Shop | undefined {
    const cipher = request.query.get('shop_cipher');
    if (cipher === undefined) {
      if (route.cipher === 'required') throw new Refusal(106013, 'shop_cipher is missing');
      return undefined;
    }
    if (route.cipher === 'none') throw new Refusal(36009004, 'shop_cipher does not belong here');
    for (const shop of this.#world.shops.all()) if (shop.cipher === cipher && shop.sellerId === access.sellerId) return shop;
    throw new Refusal(36009004, 'shop_cipher is invalid');
  }

  #checkLimit(route: Route, owner: string): void {
    const { counters, settings, app } = this.#world;
    const key = `${app.appKey} ${owner} ${route.api}`;
    if (this.#limit.take(key, performance.now(), settings.limitPerSecond)) return;
    counters.callsAboveLimit += 1;
    counters.callsAboveLimitByApi[route.api] = (counters.callsAboveLimitByApi[route.api] ?? 0) + 1;
    throw new Refusal(36009002, 'Too many requests');
  }
}

function checkContentType(request: ApiRequest, route: Route): void {
  const type = (request.contentTypes[0] ?? '').toLowerCase();
  if (request.contentTypes.length > 1) throw new Refusal(36009022, 'Content-Type was sent twice');
  if (route.isUpload) {
    if (!type.startsWith('multipart/form-data')) throw new Refusal(36009023, 'This path takes multipart/form-data');
    return;
  }
  const isAccepted = type.startsWith('application/json') || (type === '' && request.body.length === 0);
  if (!isAccepted) throw new Refusal(36009022, 'The content type is neither JSON nor multipart');
}

function readBody(raw: Buffer): JsonObject {
  if (raw.length === 0) return {};
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch (error) {
    throw Object.assign(missing('body'), { cause: error });
  }
  if (!isObject(body)) throw missing('body');
  return body;
}
