import { type Answer, type Call, hrefOf, ok, param, sellerOf } from './call.ts';
import type { Order } from './model.ts';
import { readOrderFilter } from './order-filter.ts';
import { placeOrder } from './order-placement.ts';
import { orderView } from './order-view.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';

const mostOrders = 200;
const usualOrders = 50;
const mostIds = 50;

/** Filters and pages by the number of orders; `orderIds` makes all other parameters void. */
function getOrders(call: Call): Answer {
  const { world, query } = call;
  checkFieldGroups(query.get('fieldGroups'));
  const own = [...world.orders.all()].filter((order) => isShown(call, order));
  const ids = query.get('orderIds');
  if (ids !== undefined && ids !== '') return listOf(call, ordersById(own, ids), {});
  const limit = wholeIn(query.get('limit'), { from: 1, until: mostOrders, otherwise: usualOrders }, 31100, 'limit');
  const offset = wholeIn(query.get('offset'), { from: 0, until: Number.MAX_SAFE_INTEGER, otherwise: 0 }, 31000, 'offset');
  const isWanted = readOrderFilter(query.get('filter'), world.clock.nowMs());
  const found = own.filter(isWanted).sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1));
  const answer = listOf(call, found, { limit, offset });
  // A sale between two pages moves everything behind it by one.
  if (world.faults.strike('orders.list', ['page-drift'])) placeOrder(world, { shopId: sellerOf(call).id });
  return answer;
}

const isShown = (call: Call, order: Order): boolean => order.sellerId === sellerOf(call).id && order.paidAtMs !== undefined;

function ordersById(own: readonly Order[], text: string): Order[] {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.length > mostIds) throw new Refusal(30900, `Exceeded maximum number of order IDs (the current limit is ${mostIds})`);
  return own.filter(({ id }) => ids.includes(id));
}

function listOf(call: Call, orders: readonly Order[], page: { limit?: number; offset?: number }): Answer {
  const { limit = orders.length, offset = 0 } = page;
  const filter = call.query.get('filter');
  const pageHref = (at: number): string => hrefOf(call, { filter, limit, offset: at });
  return ok({
    href: pageHref(offset),
    total: orders.length,
    ...(offset + limit < orders.length ? { next: pageHref(offset + limit) } : {}),
    ...(offset > 0 ? { prev: pageHref(Math.max(0, offset - limit)) } : {}),
    limit,
    offset,
    orders: orders.slice(offset, offset + limit).map((order) => orderView(call.world, order, { isList: true })),
  });
}

function wholeIn(
  text: string | undefined,
  bounds: { readonly from: number; readonly until: number; readonly otherwise: number },
  errorId: number,
  name: string,
): number {
  if (text === undefined || text === '') return bounds.otherwise;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < bounds.from || value > bounds.until) throw new Refusal(errorId, `Invalid ${name}: ${text}`);
  return value;
}

function checkFieldGroups(text: string | undefined): void {
  if (text !== undefined && text !== '' && text !== 'TAX_BREAKDOWN') throw new Refusal(32800, `Invalid field group: ${text}`);
}

function getOrder(call: Call): Answer {
  checkFieldGroups(call.query.get('fieldGroups'));
  return ok(orderView(call.world, orderOf(call), { isList: false }));
}

/** @throws Refusal 32100: 400 for what is no order id, 404 for an order that this seller does not have. */
export function orderOf(call: Call, unknownStatus = 404): Order {
  const id = param(call);
  if (!/^\d{2,}-\d{5}-\d{5}$/.test(id)) throw new Refusal(32100, `Invalid order ID: ${id}`);
  const order = call.world.orders.get(id);
  if (!order || !isShown(call, order)) throw new Refusal(32100, `Invalid order ID: ${id}`, { status: unknownStatus });
  return order;
}

const route = routesOf({
  base: '/sell/fulfillment/v1',
  resource: 'fulfillment',
  scopes: ['sell.fulfillment', 'sell.fulfillment.readonly'],
});

export const orderRoutes = [route('orders.list', 'GET /order', getOrders), route('orders.get', 'GET /order/*', getOrder)];
