import { syncRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { callerOf, type HubApp } from '../../edge/index.ts';
import { replayOrder } from './replay-order.ts';

/** Builds an order anew from what its marketplace showed. */
export function registerReplayRoutes(app: HubApp, { db }: { readonly db: Database }): void {
  app.openapi(syncRoutes.replayOrder, async (c) => {
    const { orderId } = c.req.valid('param');
    return c.json(await db.asTenant(callerOf(c).tenantId, (tx) => replayOrder(tx, orderId)), 200);
  });
}
