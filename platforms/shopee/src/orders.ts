import { type OrdersCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { answerCancellation, cancelOrder } from './cancel-order.ts';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import {
  belongsTo,
  ceilSeconds,
  firstWindow,
  floorSeconds,
  halfWindow,
  nextWindow,
  type OrderWindow,
  readToken,
  writeToken,
} from './order-windows.ts';
import { fetchRawOrders, ordersPerCall, readOrders } from './read-orders.ts';
import type { ShopFacts } from './shop-facts.ts';
import { orderListSchema } from './wire/order.ts';

const pageSize = 100;

export function createOrders(client: ShopeeClient, facts: ShopFacts): OrdersCapability {
  const listPage = async (access: ShopAccess, window: OrderWindow) => {
    const page = await client.call(access, endpoints.listOrders, {
      query: {
        time_range_field: 'update_time',
        time_from: String(window.from),
        time_to: String(window.to),
        page_size: String(pageSize),
        cursor: window.cursor,
        request_order_status_pending: 'true',
      },
      data: orderListSchema,
    });
    return { ids: [...new Set(page.order_list.map(({ order_sn }) => order_sn))], more: page.more, cursor: page.next_cursor };
  };

  const fetchAll = async (access: ShopAccess, ids: readonly string[]): Promise<readonly unknown[]> => {
    const chunks: (readonly string[])[] = [];
    for (let from = 0; from < ids.length; from += ordersPerCall) chunks.push(ids.slice(from, from + ordersPerCall));
    return (await Promise.all(chunks.map((chunk) => fetchRawOrders(client, access, chunk)))).flat();
  };

  return {
    maxIds: ordersPerCall,

    async fetchOrders(access, externalIds) {
      if (externalIds.length === 0) return [];
      if (externalIds.length > ordersPerCall) {
        throw new PlatformFailure('invalid', `At most ${ordersPerCall} orders at once, not ${externalIds.length}`);
      }
      const { orders, unreadable } = await readOrders(client, facts, access, await fetchRawOrders(client, access, externalIds));
      const [strange] = unreadable;
      if (strange) throw new PlatformFailure('unexpected', `Order ${strange.externalId}: ${strange.reason}`);
      return orders;
    },

    async listUpdated(access, { since, until, pageToken }) {
      const end = ceilSeconds(until);
      let window = pageToken === undefined ? firstWindow(floorSeconds(since), end) : readToken(pageToken);
      let page = await listPage(access, window);
      for (let half = page.more ? halfWindow(window) : undefined; half; half = page.more ? halfWindow(window) : undefined) {
        window = half;
        page = await listPage(access, window);
      }
      const next = nextWindow(window, { ...page, count: page.ids.length }, end);
      const { orders, unreadable } = await readOrders(client, facts, access, await fetchAll(access, page.ids));
      const seen = new Set([...orders, ...unreadable].map(({ externalId }) => externalId));
      const missing = page.ids.filter((id) => !seen.has(id)).map((externalId) => ({ externalId, reason: 'Listed, but not shown' }));
      const strange = [...unreadable, ...missing];
      return {
        orders: orders.filter((order) => belongsTo(window, end, order.version)).toSorted((a, b) => a.version - b.version),
        nextPageToken: next && writeToken(next),
        total: undefined,
        ...(strange.length > 0 ? { unreadable: strange } : {}),
      };
    },

    cancel: (access, input) => cancelOrder(client, access, input),
    answerCancellation: (access, input) => answerCancellation(client, access, input),
  };
}
