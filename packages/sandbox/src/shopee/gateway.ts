import { type Call, isObject, type JsonObject } from './call.ts';
import type { Shop } from './model.ts';
import type { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './routes.ts';
import { isSigned } from './signature.ts';
import type { World } from './world.ts';

const windowSeconds = 300;
const greatest = 4_294_967_295;

/** A request as it came. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
}

/** The checks of the platform's front door, in its order; what passes reaches the API. */
export class Gateway {
  readonly #world: World;
  readonly #limit: RateLimit;
  readonly #routes: ReadonlyMap<string, Route>;

  constructor(world: World, routes: readonly Route[], limit: RateLimit) {
    this.#world = world;
    this.#limit = limit;
    this.#routes = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  }

  find(request: ApiRequest): Route | undefined {
    return this.#routes.get(`${request.method} ${request.path}`);
  }

  /** @throws Refusal */
  admit(request: ApiRequest, route: Route | undefined): Call {
    if (!route) throw new Refusal('error_param', 'Permission denied. This API is currently offline or the request path is incorrect.');
    this.#checkSigned(request, route);
    const shop = route.kind === 'shop' ? this.#checkShop(request, route) : undefined;
    this.#limit.take();
    const body = route.isUpload ? {} : readBody(request);
    return { world: this.#world, shop, query: request.query, body, rawBody: request.body, contentType: request.contentType };
  }

  /** A consent link: the same common parameters, signed for its own path. @throws Refusal */
  checkLink(path: string, query: URLSearchParams): void {
    this.#checkSigned({ method: 'GET', path, query, contentType: '', body: Buffer.alloc(0) }, undefined);
  }

  #checkSigned({ path, query }: ApiRequest, route: Route | undefined): void {
    const { app } = this.#world;
    const partnerId = query.get('partner_id') ?? '';
    if (partnerId === '') throw new Refusal('error_param', 'There is no partner_id in query.');
    if (!isUint32(partnerId)) {
      throw new Refusal('error_param', 'Partner_id is invalid, should be an integer between 0 and 4294967295.');
    }
    if (partnerId !== String(app.partnerId)) throw new Refusal('error_auth', 'partner_id is invalid');
    const timestamp = query.get('timestamp') ?? '';
    this.#checkTime(timestamp);
    const sign = query.get('sign') ?? '';
    if (sign === '') throw new Refusal('error_param', 'There is no sign in query.');
    const subject = route?.kind === 'shop' ? { accessToken: query.get('access_token') ?? '', shopId: query.get('shop_id') ?? '' } : {};
    if (!isSigned(app.partnerKey, { partnerId, path, timestamp, ...subject }, sign)) throw new Refusal('error_sign', 'Wrong sign.');
  }

  /** Against the moved and the unmoved clock: a caller may share either. */
  #checkTime(timestamp: string): void {
    if (timestamp === '') throw new Refusal('error_param', 'no timestamp.');
    if (!isUint32(timestamp)) {
      throw new Refusal('error_param', 'Timestamp is invalid, should be an integer between 0 and 4294967295.');
    }
    const isNear = (nowMs: number): boolean => Math.abs(Number(timestamp) - nowMs / 1000) <= windowSeconds;
    if (!isNear(this.#world.clock.nowMs()) && !isNear(this.#world.clock.baseMs()))
      throw new Refusal('error_param', 'Timestamp is expired.');
  }

  #checkShop({ query }: ApiRequest, route: Route): Shop {
    const { accessGrants, clock, consents, faults, shops, settings } = this.#world;
    const shopId = query.get('shop_id') ?? '';
    if (!isUint32(shopId)) throw new Refusal('error_param', 'Shop_id is invalid, should be an integer between 0 and 4294967295.');
    const access = accessGrants.get(query.get('access_token') ?? '');
    const isOver = !access || access.expiresAtMs <= clock.nowMs() || faults.strike(route.api, ['expired-token']) !== undefined;
    if (isOver) {
      throw new Refusal(settings.saysAuthForTokens ? 'error_auth' : 'invalid_acceess_token', 'Invalid access_token, please have a check.');
    }
    const shop = shops.get(shopId);
    if (!shop || !access.shopIds.includes(shopId)) throw new Refusal('error_auth', 'Invalid partner_id or shopid.');
    const consent = consents.get(shopId);
    if (!consent?.isLinked) throw new Refusal('shop_no_linked', 'The shop is not linked to the app.');
    if (consent.expireTime <= clock.nowSeconds()) throw new Refusal('shop_no_linked', 'The authorization of the shop is over.');
    return shop;
  }
}

const isUint32 = (text: string): boolean => /^\d{1,10}$/.test(text) && Number(text) <= greatest;

function readBody({ method, body, contentType }: ApiRequest): JsonObject {
  if (method === 'GET' || body.length === 0) return {};
  if (!contentType.toLowerCase().startsWith('application/json')) {
    throw new Refusal('error_param', 'Wrong parameters, detail: the content type must be application/json.');
  }
  const value = parse(body);
  if (!isObject(value)) throw new Refusal('error_param', 'Wrong parameters, detail: the body must be a JSON object.');
  return value;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw Object.assign(new Refusal('error_data', 'parse data failed'), { cause: error });
  }
}
