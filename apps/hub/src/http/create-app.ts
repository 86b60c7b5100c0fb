import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { Access, LimitClass } from '@shopfleet/contracts';
import type { HubApp, HubEnv } from '@shopfleet/core/edge';
import { HubError, type Log } from '@shopfleet/kernel';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { accessLog, type RequestCount } from './access-log.ts';
import { canonicalPath } from './canonical-path.ts';
import { type GuardDeps, guard } from './guard.ts';
import { type IdempotencyDeps, idempotency } from './idempotency.ts';
import { pageHeaders } from './page-headers.ts';
import { toHubError } from './problem.ts';
import { refusalResponse } from './refusal.ts';
import { RouteBook } from './route-book.ts';
import { refuseUnstorableText } from './storable-text.ts';

export interface AppDeps extends GuardDeps {
  readonly idempotency: IdempotencyDeps;
  readonly log: Log;
  readonly publicUrl: string;
  readonly corsOrigins: readonly string[];
  readonly count: RequestCount;
}

const megabyte = 1024 * 1024;
const bodyLimits: Readonly<Record<LimitClass, number>> = {
  general: megabyte,
  auth: megabyte,
  print: megabyte,
  admin: megabyte,
  connect: megabyte,
  upload: 5 * megabyte + 64 * 1024,
};

/** The web application that modules register their routes on. What every route needs stands before each of them here. */
export function createHubApp(deps: AppDeps): HubApp {
  const app: HubApp = new OpenAPIHono<HubEnv>({
    getPath: (request) => canonicalPath(pathOf(request.url)),
    defaultHook: (result) => {
      if (!result.success) throw result.error;
      refuseUnstorableText(result.data);
    },
  });
  const book = new RouteBook();
  app.use(accessLog(deps.log, deps.count));
  app.use(pageHeaders(deps.publicUrl));
  if (deps.corsOrigins.length > 0)
    app.use(
      '/api/*',
      cors({ origin: [...deps.corsOrigins], credentials: true, maxAge: 600, exposeHeaders: ['ETag', 'Retry-After', 'X-Request-Id'] }),
    );
  const register = app.openapi.bind(app);
  app.openapi = ((route: RouteConfig, handler: never, hook: never) => {
    const { access, limit } = contractOf(route);
    book.add(route.method, route.path);
    return register(createRoute({ ...route, middleware: before(deps, route, access, limit) }), handler, hook);
  }) as typeof app.openapi;
  app.onError((error, c) => {
    const refusal = toHubError(error);
    if (refusal.status >= 500) deps.log.error({ err: error, code: refusal.code, requestId: c.get('requestId') }, 'A request failed');
    const response = refusalResponse(refusal, { path: c.req.path, requestId: c.get('requestId'), headers: c.req.raw.headers });
    if (mayHaveUnreadBody(c.req.raw.headers)) response.headers.set('connection', 'close');
    // What earlier steps set on the answer, such as the limits, belongs on a refusal too.
    for (const [name, value] of c.res.headers) if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  });
  app.notFound((c) => {
    const allowed = book.methodsOf(c.req.path);
    const isWrongMethod = allowed.length > 0 && !allowed.includes(c.req.method);
    const refusal = isWrongMethod
      ? new HubError('METHOD_NOT_ALLOWED', { message: `Use ${allowed.join(' or ')} here` })
      : new HubError('NOT_FOUND', { message: 'There is nothing at this address; see /api/docs' });
    const response = refusalResponse(refusal, { path: c.req.path, requestId: c.get('requestId') });
    if (isWrongMethod) response.headers.set('allow', allowed.join(', '));
    return response;
  });
  return app;
}

/** The rest of a large body that nobody reads would stand before the next request on the same connection. */
function mayHaveUnreadBody(headers: Headers): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 65_536;
}

function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const end = url.slice(start).search(/[?#]/);
  const path = start === -1 ? '/' : end === -1 ? url.slice(start) : url.slice(start, start + end);
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function contractOf(route: RouteConfig): { access: Access; limit: LimitClass } {
  const access: unknown = Reflect.get(route, 'access');
  const limit: unknown = Reflect.get(route, 'limit');
  // A route that forgot to say who may call it must not be open by accident.
  if (typeof access !== 'string' || typeof limit !== 'string')
    throw new Error(`${route.method} ${route.path} was not made with defineRoute`);
  return { access: access as Access, limit: limit as LimitClass };
}

function before(deps: AppDeps, route: RouteConfig, access: Access, limit: LimitClass): MiddlewareHandler<HubEnv>[] {
  const tooLarge = () => {
    throw new HubError('BODY_TOO_LARGE', { message: `The body may have at most ${Math.floor(bodyLimits[limit] / megabyte)} MB` });
  };
  const steps: MiddlewareHandler<HubEnv>[] = [guard(deps, { access, limit }), bodyLimit({ maxSize: bodyLimits[limit], onError: tooLarge })];
  if (route.method === 'post' && access !== 'public') steps.push(idempotency(deps.idempotency, route.path));
  return steps;
}
