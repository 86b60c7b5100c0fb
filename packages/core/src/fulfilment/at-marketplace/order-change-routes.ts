import { orderShippingRoutes } from '@shopfleet/contracts';
import { callerOf, type HubApp } from '../../edge/index.ts';
import { answerCancellation } from './answer-cancellation.ts';
import { cancelOrder } from './cancel-order.ts';
import { combineOrders } from './combine-orders.ts';
import type { AtMarketplaceDeps } from './marketplace-deps.ts';
import { readHandoverWays } from './read-handover-ways.ts';
import { splitOrder } from './split-order.ts';

/** What people change of an order at its marketplace. */
export function registerOrderChangeRoutes(app: HubApp, deps: AtMarketplaceDeps): void {
  const byOf = (c: Parameters<typeof callerOf>[0]) => {
    const { tenantId, name } = callerOf(c);
    return { tenantId, actor: name };
  };
  app.openapi(orderShippingRoutes.handoverWays, async (c) => {
    const ways = await readHandoverWays(deps, callerOf(c).tenantId, c.req.valid('param').orderId);
    return c.json({ ways: ways.map((way) => ({ ...way, places: [...way.places], slots: [...way.slots] })) }, 200);
  });
  app.openapi(orderShippingRoutes.splitOrder, async (c) =>
    c.json(await splitOrder(deps, byOf(c), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  );
  app.openapi(orderShippingRoutes.combineOrders, async (c) =>
    c.json({ results: await combineOrders(deps, byOf(c), c.req.valid('json').orderIds) }, 200),
  );
  app.openapi(orderShippingRoutes.cancelOrder, async (c) =>
    c.json(await cancelOrder(deps, byOf(c), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  );
  app.openapi(orderShippingRoutes.answerCancellation, async (c) =>
    c.json(await answerCancellation(deps, byOf(c), { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  );
}
