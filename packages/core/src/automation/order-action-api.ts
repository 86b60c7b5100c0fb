import { orderRoutes, orderShippingRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { callerOf, type HubApp } from '../edge/index.ts';
import type { FulfilResult } from '../fulfilment/index.ts';
import { findNamedOrders } from '../orders/index.ts';
import { toRunView } from '../sync/index.ts';
import { startAutoFulfilAll } from './auto-fulfil-all.ts';
import type { AutomationDeps } from './automation-deps.ts';
import { autoFulfil, forEachOrder, fulfil, holdOrder, printOrder } from './order-actions.ts';

const severalShops = 'Several shops have an order of this number: open the right one and ship it there';

/** The routes that set work on orders going. */
export function registerOrderActionRoutes(app: HubApp, deps: AutomationDeps): void {
  app.openapi(orderRoutes.autoFulfilOrder, async (c) => {
    return c.json(found(await autoFulfil(deps, callerOf(c), c.req.valid('param').orderId)), 202);
  });
  app.openapi(orderRoutes.fulfilOrder, async (c) => {
    const { trackingNumber, carrier: carrierName, items, isNumberConfirmed } = c.req.valid('json');
    const { orderId } = c.req.valid('param');
    const wish = { orderId, ownCarrier: { trackingNumber, carrierName }, items, isNumberConfirmed };
    return c.json(found(await fulfil(deps, callerOf(c), wish)), 202);
  });
  app.openapi(orderShippingRoutes.shipOrder, async (c) => {
    const wish = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(found(await fulfil(deps, callerOf(c), wish)), 202);
  });
  app.openapi(orderRoutes.bulkFulfil, async (c) => {
    const caller = callerOf(c);
    const wishes = new Map(c.req.valid('json').orders.map((order) => [order.orderId, order]));
    const named = await deps.db.asTenant(caller.tenantId, (tx) => findNamedOrders(tx, caller.tenantId, [...wishes.keys()]));
    const results = await forEachOrder([...wishes.keys()], async (name) => {
      const orderId = named.get(name);
      if (!orderId) return { orderId: name, outcome: 'not-found', message: orderId === null ? severalShops : 'There is no such order' };
      const { trackingNumber = '', carrier: carrierName = '', isNumberConfirmed } = wishes.get(name) ?? {};
      return fulfil(deps, caller, { orderId, ownCarrier: { trackingNumber, carrierName }, isNumberConfirmed });
    });
    return c.json({ results }, 200);
  });
  app.openapi(orderRoutes.autoFulfilAll, async (c) => {
    const { tenantId, name } = callerOf(c);
    return c.json({ run: toRunView(await startAutoFulfilAll(deps, tenantId, name), deps.clock.now()) }, 202);
  });
  app.openapi(orderRoutes.bulkOrders, async (c) => {
    const caller = callerOf(c);
    const { action, orderIds, reason = 'Held by hand' } = c.req.valid('json');
    const act = {
      fulfil: (orderId: string) => fulfil(deps, caller, { orderId }),
      print: (orderId: string) => printOrder(deps, caller, orderId),
      hold: (orderId: string) => holdOrder(deps, caller, orderId, reason),
      release: (orderId: string) => holdOrder(deps, caller, orderId, ''),
    }[action];
    return c.json({ results: await forEachOrder([...new Set(orderIds)], act) }, 200);
  });
}

function found(result: FulfilResult): FulfilResult {
  if (result.outcome === 'not-found') throw new HubError('NOT_FOUND', { message: result.message });
  return result;
}
