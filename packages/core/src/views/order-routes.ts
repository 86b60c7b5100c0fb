import { orderRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { callerOf, type HubApp, textStream, toPage } from '../edge/index.ts';
import { changeOrder, changeOrderStatus } from '../orders/index.ts';
import type { StockDeps } from '../stock/index.ts';
import { streamOrdersCsv } from './order-csv.ts';
import { viewOrder } from './order-detail.ts';
import { countOrderViews, cursorKeyOf, listOrderRows, type OrderListItem, toOrderListItem } from './order-list.ts';
import { listPendingRows } from './pending-orders.ts';

export interface OrderRouteDeps extends StockDeps {
  readonly db: Database;
}

/** Orders: the list, its counts, one order, and the fields that are ours. Fulfilling them is registered elsewhere. */
export function registerOrderRoutes(app: HubApp, deps: OrderRouteDeps): void {
  app.openapi(orderRoutes.listOrders, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, sort, format, ...filter } = c.req.valid('query');
    if (format === 'csv') {
      const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="orders.csv"' };
      return c.body(textStream(streamOrdersCsv(deps.db, { tenantId, filter, sort })), 200, headers);
    }
    const rows = await deps.db.asTenant(tenantId, (tx) => listOrderRows(tx, { tenantId, filter, sort, cursor, limit }));
    return c.json(toPage(rows, limit, toOrderListItem, cursorKeyOf(sort)), 200);
  });
  app.openapi(orderRoutes.countOrders, async (c) => {
    const { tenantId } = callerOf(c);
    const counts = await deps.db.asTenant(tenantId, (tx) => countOrderViews(tx, tenantId, c.req.valid('query')));
    return c.json({ counts }, 200);
  });
  app.openapi(orderRoutes.listPendingOrders, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor } = c.req.valid('query');
    const rows = await deps.db.asTenant(tenantId, (tx) => listPendingRows(tx, { tenantId, cursor, limit }));
    return c.json(toPage(rows, limit, toOrderListItem, cursorKeyOf('ship_by')), 200);
  });
  app.openapi(orderRoutes.getOrder, async (c) => {
    const { tenantId } = callerOf(c);
    const order = await deps.db.asTenant(tenantId, (tx) => viewOrder(tx, tenantId, c.req.valid('param').orderId));
    if (!order) throw new HubError('NOT_FOUND', { message: 'There is no such order' });
    return c.json(order, 200);
  });
  app.openapi(orderRoutes.changeOrder, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { orderId } = c.req.valid('param');
    const change = c.req.valid('json');
    const order = await deps.db.asTenant(tenantId, async (tx) => {
      await changeOrder(tx, deps.clock, { tenantId, orderId, change, actor });
      return viewOrder(tx, tenantId, orderId);
    });
    return c.json(inList(order), 200);
  });
  app.openapi(orderRoutes.changeOrderStatus, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { orderId } = c.req.valid('param');
    const { status } = c.req.valid('json');
    const order = await deps.db.asTenant(tenantId, async (tx) => {
      await changeOrderStatus(tx, deps, { tenantId, orderId, status, actor });
      return viewOrder(tx, tenantId, orderId);
    });
    return c.json(inList(order), 200);
  });
}

function inList(order: OrderListItem | undefined): OrderListItem {
  if (!order) throw new HubError('NOT_FOUND', { message: 'There is no such order' });
  return orderRoutes.orderSchema.parse(order);
}
