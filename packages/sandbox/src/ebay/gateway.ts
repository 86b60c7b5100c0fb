import { type Call, isObject, type JsonObject } from './call.ts';
import { limitOf } from './daily-use.ts';
import { isLanguage } from './markets.ts';
import type { AccessGrant } from './model.ts';
import { EdgeRefusal, Refusal } from './refusal.ts';
import type { Route } from './route.ts';
import type { Match } from './router.ts';
import type { World } from './world.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What every call must pass: edge, token, scope, daily limit, languages, JSON. */
export class Gateway {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** @throws Refusal or EdgeRefusal */
  admit(request: ApiRequest, { route, params }: Match): Call {
    if (request.method === 'POST' && request.body.length === 0) throw new EdgeRefusal(411);
    const access = this.#checkToken(request, route);
    if (!route.scopes.some((scope) => access.scopes.includes(scope))) throw accessDenied();
    this.#checkLimit(route);
    const seller = access.sellerId === undefined ? undefined : this.#world.sellers.get(access.sellerId);
    const language = checkLanguages(request, route);
    return { world: this.#world, access, seller, path: request.path, query: request.query, params, body: readJson(request), language };
  }

  #checkToken(request: ApiRequest, route: Route): AccessGrant {
    const match = /^Bearer (.+)$/.exec(request.headers.authorization ?? '');
    if (!match?.[1]) throw new Refusal(1002, 'Missing access token');
    const access = this.#world.accessGrants.get(match[1]);
    if (!access || access.revoked) throw new Refusal(1001, 'Invalid access token');
    const isOver = access.expiresAtMs <= this.#world.clock.nowMs();
    if (!isOver && !this.#world.faults.strike(route.api, ['expired-token'])) return access;
    if (route.resource === 'inventory' && this.#world.settings.inventoryHidesExpiry) throw accessDenied();
    throw new Refusal(1001, 'Invalid access token');
  }

  #checkLimit(route: Route): void {
    const { counters, settings, dailyUse, clock } = this.#world;
    if (dailyUse.take(route.resource, clock.nowMs(), limitOf(route.resource, settings))) return;
    counters.callsAboveLimit += 1;
    counters.callsAboveLimitByApi[route.api] = (counters.callsAboveLimitByApi[route.api] ?? 0) + 1;
    throw tooMany();
  }
}

export const tooMany = (): Refusal => new Refusal(2001, 'Too many requests. The request limit has been reached for the resource.');
const accessDenied = (): Refusal => new Refusal(1100, 'Access denied. Insufficient permissions to fulfill the request.');

/** Runtimes that send `accept-language: *` by themselves are refused here, as is a missing header. */
function checkLanguages(request: ApiRequest, route: Route): string {
  if (route.resource !== 'inventory') return '';
  const accept = request.headers['accept-language'];
  if (!isLanguage(accept)) throw wrongHeader('Accept-Language');
  const content = request.headers['content-language'];
  if (route.writesText && !isLanguage(content)) throw wrongHeader('Content-Language');
  return content ?? accept ?? '';
}

const wrongHeader = (headerName: string): Refusal =>
  new Refusal(25709, `Invalid value for header ${headerName}.`, { parameters: { headerName } });

function readJson(request: ApiRequest): JsonObject {
  if (request.body.length === 0) return {};
  if (!(request.headers['content-type'] ?? '').toLowerCase().startsWith('application/json')) throw new EdgeRefusal(415);
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString('utf8'));
  } catch (error) {
    throw Object.assign(new Refusal(2004, 'The body is not JSON', { status: 400 }), { cause: error });
  }
  if (!isObject(body)) throw new Refusal(2004, 'The body is not a JSON object', { status: 400 });
  return body;
}
