import { type Answer, type Call, noContent, ok } from './call.ts';
import { limitOf, type Resource, resetAtMs, resources } from './daily-use.ts';
import { routesOf } from './route.ts';

const daySeconds = 86_400;
const names: readonly Resource[] = ['fulfillment', 'inventory', 'account', 'logistics', 'notification', 'user', 'taxonomy', 'rate_limit'];

/** What is used and left of each daily limit; 204 when nothing matches. */
function getRateLimits(call: Call): Answer {
  const context = call.query.get('api_context')?.toLowerCase();
  const api = call.query.get('api_name')?.toLowerCase();
  const wanted = names.filter((name) => {
    const resource = resources[name];
    return (context === undefined || resource.context === context) && (api === undefined || resource.api === api);
  });
  return wanted.length === 0 ? noContent : ok({ rateLimits: wanted.map((name) => rateView(call, name)) });
}

function rateView({ world }: Call, resource: Resource): Record<string, unknown> {
  const { context, api, version, name } = resources[resource];
  const nowMs = world.clock.nowMs();
  const limit = limitOf(resource, world.settings);
  const count = world.dailyUse.count(resource, nowMs);
  const reset = new Date(resetAtMs(nowMs)).toISOString();
  const rates = [{ count, limit, remaining: Math.max(0, limit - count), reset, timeWindow: daySeconds }];
  return { apiContext: context, apiName: api, apiVersion: version, resources: [{ name, rates }] };
}

const route = routesOf({ base: '/developer/analytics/v1_beta', resource: 'rate_limit', scopes: [''] });

export const analyticsRoutes = [
  route('analytics.limits', 'GET /rate_limit', getRateLimits),
  // No limit of this sandbox is a user's own.
  route('analytics.user-limits', 'GET /user_rate_limit', () => noContent, { scopes: ['sell.inventory', 'sell.inventory.readonly'] }),
];
