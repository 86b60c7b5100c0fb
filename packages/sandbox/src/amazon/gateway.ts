import { type Call, isObject, type JsonObject } from './call.ts';
import type { AccessGrant, Region, Seller } from './model.ts';
import { denied, invalid, overQuota, Refusal } from './refusal.ts';
import { isSamePath } from './restricted-operations.ts';
import type { Match, Router } from './router.ts';
import type { Route } from './routes.ts';
import type { TokenBuckets, UsagePlan } from './token-bucket.ts';
import type { World } from './world.ts';

const longestAgent = 500;

/** A request as it came. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** The host that was addressed; undefined where the sandbox does not tell hosts apart. */
  readonly region: Region | undefined;
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly contentType: string;
  readonly hasLength: boolean;
  readonly body: Buffer;
}

/** The checks before an operation, in their order: token, region, usage plan, shape. */
export class Gateway {
  readonly #world: World;
  readonly #router: Router;
  readonly #buckets: TokenBuckets;

  constructor(world: World, router: Router, buckets: TokenBuckets) {
    this.#world = world;
    this.#router = router;
    this.#buckets = buckets;
  }

  find(request: ApiRequest): Match {
    return this.#router.find(request.method, request.path);
  }

  /** The plan that holds now, with the switches that speed it up. */
  planOf(route: Route): UsagePlan {
    const { bucketScale, burstScale } = this.#world.settings;
    return { rate: route.plan.rate * bucketScale, burst: route.plan.burst * burstScale };
  }

  /** @throws Refusal */
  admit(request: ApiRequest, { route, params }: Match): Call {
    const grant = this.#checkToken(request, route);
    const seller = this.#sellerOf(request, grant);
    this.#checkPlan(route, grant);
    if (request.userAgent.length > longestAgent) throw invalid('The user-agent header is too long.');
    return { world: this.#world, grant, seller, query: request.query, params, body: readBody(request) };
  }

  #checkToken(request: ApiRequest, route: Route): AccessGrant {
    const grant = request.token === undefined ? undefined : this.#world.accessGrants.get(request.token);
    if (!grant || grant.revoked) throw denied('The access token you provided is revoked, malformed or invalid.');
    const isOver = grant.expiresAtMs <= this.#world.clock.nowMs();
    if (isOver || this.#world.faults.strike(route.api, ['expired-token'])) throw denied('The access token you provided has expired.');
    if (route.token === 'grantless' ? grant.scope !== route.scope : grant.kind === 'grantless') throw denied();
    if (route.token === 'restricted' && !this.#world.settings.hasShippingRole) throw denied();
    if (grant.kind === 'restricted') requireResource(request, grant);
    else if (route.token === 'restricted') throw denied();
    return grant;
  }

  #sellerOf(request: ApiRequest, grant: AccessGrant): Seller | undefined {
    if (grant.kind === 'grantless') return undefined;
    const seller = this.#world.sellers.get(grant.sellerId);
    if (!seller || (request.region !== undefined && request.region !== seller.region)) throw denied();
    return seller;
  }

  #checkPlan(route: Route, grant: AccessGrant): void {
    const { counters, clock, app } = this.#world;
    const key = `${app.clientId} ${grant.sellerId} ${route.api}`;
    if (this.#buckets.take(key, this.planOf(route), clock.nowMs())) return;
    counters.callsAboveLimit += 1;
    counters.callsAboveLimitByApi[route.api] = (counters.callsAboveLimitByApi[route.api] ?? 0) + 1;
    throw overQuota();
  }
}

/** A restricted token opens its own methods and paths and nothing else. */
function requireResource(request: ApiRequest, grant: AccessGrant): void {
  const isMeant = grant.resources?.some(({ method, path }) => method === request.method && isSamePath(path, request.path));
  if (!isMeant) throw denied();
}

function readBody(request: ApiRequest): JsonObject {
  const hasBody = request.method !== 'GET' && request.method !== 'DELETE';
  if (!hasBody) {
    if (request.body.length > 0 || (request.method === 'GET' && request.hasLength)) throw invalid('This method takes no body.');
    return {};
  }
  if (request.body.length === 0) throw invalid('The body is missing.');
  if (!request.contentType.toLowerCase().startsWith('application/json')) {
    throw new Refusal(415, 'UnsupportedMediaType', 'The entity of the request is in a format not supported by the requested resource.');
  }
  return parseObject(request.body);
}

function parseObject(raw: Buffer): JsonObject {
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch (error) {
    throw Object.assign(invalid('The body is no JSON.'), { cause: error });
  }
  if (!isObject(body)) throw invalid('The body must be an object.');
  return body;
}
