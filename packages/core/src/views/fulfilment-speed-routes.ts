import { orderShippingRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { type Clock, HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { callerOf, type HubApp } from '../edge/index.ts';
import { readFulfilmentSpeed } from './fulfilment-speed.ts';

export interface FulfilmentSpeedDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly platforms: ReadonlyMap<string, Platform>;
}

const monthMs = 30 * 86_400_000;
const longestMs = 400 * 86_400_000;

/** How fast orders go out. */
export function registerFulfilmentSpeedRoutes(app: HubApp, { db, clock, platforms }: FulfilmentSpeedDeps): void {
  app.openapi(orderShippingRoutes.fulfilmentAnalytics, async (c) => {
    const { tenantId } = callerOf(c);
    const query = c.req.valid('query');
    const to = query.to === undefined ? clock.now() : new Date(query.to);
    const from = query.from === undefined ? new Date(to.getTime() - monthMs) : new Date(query.from);
    if (from >= to || to.getTime() - from.getTime() > longestMs) {
      const message = 'must be before `to`, by 400 days at most';
      throw new HubError('INVALID_REQUEST', { fields: [{ path: 'from', code: 'period', message }] });
    }
    const wanted = [...platforms.values()].find(({ manifest }) => manifest.slug === query.platform)?.manifest.platform;
    const platform = query.platform === undefined ? undefined : (wanted ?? query.platform);
    const speed = await db.asTenant(tenantId, (tx) => readFulfilmentSpeed(tx, { tenantId, from, to, shopId: query.shopId, platform }));
    const titled = speed.platforms.map((row) => ({ ...row, platformTitle: platforms.get(row.platform)?.manifest.title ?? row.platform }));
    const { total, carriers, days } = speed;
    return c.json(
      { from: from.toISOString(), to: to.toISOString(), total, platforms: titled, carriers: [...carriers], days: [...days] },
      200,
    );
  });
}
