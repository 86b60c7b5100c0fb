import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import * as about from './about.ts';
import * as admin from './admin.ts';
import * as carriers from './carriers.ts';
import * as channelOrders from './channel-orders.ts';
import * as channelProducts from './channel-products.ts';
import * as contentAuth from './content-auth.ts';
import * as contentOverview from './content-overview.ts';
import * as contentReports from './content-reports.ts';
import * as contentRuns from './content-runs.ts';
import * as events from './events.ts';
import * as listings from './listings.ts';
import * as mappings from './mappings.ts';
import * as oauth from './oauth.ts';
import * as operations from './operations.ts';
import * as orderShipping from './order-shipping.ts';
import * as orders from './orders.ts';
import * as outlets from './outlets.ts';
import * as printing from './printing.ts';
import * as rules from './rules.ts';
import * as shops from './shops.ts';
import * as skus from './skus.ts';
import * as stock from './stock.ts';
import * as sync from './sync.ts';
import * as user from './user.ts';

function isRoute(value: unknown): value is RouteConfig {
  return typeof value === 'object' && value !== null && 'getRoutingPath' in value;
}

/** The routes of an export: itself, or those of each marketplace where the same operations exist for several. */
function routesIn(value: unknown): RouteConfig[] {
  if (isRoute(value)) return [value];
  if (typeof value !== 'object' || value === null || !('tiktok' in value)) return [];
  return Object.values(value).flatMap((routes: unknown) =>
    typeof routes === 'object' && routes ? Object.values(routes).filter(isRoute) : [],
  );
}

const nameOf = (route: RouteConfig) => `${route.path} ${route.method}`;

/** Every operation of the HTTP API, as defined by the contract, in the order of their paths. */
export const allRoutes: readonly RouteConfig[] = [
  about,
  admin,
  carriers,
  channelOrders,
  channelProducts,
  contentAuth,
  contentOverview,
  contentReports,
  contentRuns,
  events,
  listings,
  mappings,
  oauth,
  operations,
  orderShipping,
  orders,
  outlets,
  printing,
  rules,
  shops,
  skus,
  stock,
  sync,
  user,
]
  .flatMap((module) => Object.values(module).flatMap(routesIn))
  .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

const description = `One hub for many shops on many marketplaces.

**/api** – \`/api/v1/…\` and \`/api/…\` are the same. Sign in, or send \`Authorization: Bearer …\` with a session token or an API key. Errors are
problem+json with a stable \`code\`. A POST of somebody signed in takes an \`Idempotency-Key\` (1 to 200 visible ASCII characters): it takes effect
once, and repeats within a day get the first answer. Sign-in, registration and the events of marketplaces do not take it.

**/admin** – for operators of content reporting: send the admin key, or an API key of the hub with \`content:read\` or \`content:write\`, as
\`X-API-KEY\`. **/connect** and **/auth** are for store staff who connect an account, and public. Answers of these three are wrapped:
\`{"success": true, "data": …, "count"?: n, "message"?: "…"}\` or \`{"success": false, "error": {"code": "…", "message": "…"}}\`; bodies and queries are
snake_case, answers camelCase. \`/admin\` takes 100 calls a minute from one address, \`/connect\` and \`/auth\` 10; five wrong keys block an address
for 15 minutes.

To try something here, press **Authorize** and enter a key; it is kept on this page only and gone when you close or reload it.`;

/** The OpenAPI 3.1 document of the whole contract. `version` is the hub's. */
export function buildOpenApiDocument(version = '0.1.0') {
  const { openAPIRegistry: registry, getOpenAPI31Document } = new OpenAPIHono();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'Session token, external identity token or API key',
  });
  registry.registerComponent('securitySchemes', 'adminKey', {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-KEY',
    description: 'For /admin: the admin key of the server (ADMIN_API_KEY), or an API key of the hub with content:read or content:write',
  });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'shopfleet_session',
    description: 'Set by signing in; a browser that is signed in to the dashboard sends it by itself',
  });
  for (const route of allRoutes) registry.registerPath(documented(route));
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Shopfleet',
      version,
      description,
      license: { name: 'MIT' },
    },
    servers: [{ url: '/' }],
  });
}

/** The route without what `defineRoute` notes for the hub; the document says the same as `x-access` and `x-limit`. */
function documented(route: RouteConfig): RouteConfig {
  const { access: _access, limit: _limit, ...operation }: RouteConfig & { access?: unknown; limit?: unknown } = route;
  return operation;
}
