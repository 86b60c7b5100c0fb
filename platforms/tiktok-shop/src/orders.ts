import { type OrdersCapability, PlatformFailure, type PlatformOrder } from '@shopfleet/platform-kit';
import { z } from 'zod';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { namePackedLines } from './name-packed-lines.ts';
import { readOrder } from './order-mapping.ts';
import { idSchema } from './wire/envelope.ts';
import { orderPageSchema } from './wire/order.ts';

const maxIds = 50;
const pageSize = '100';
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

export function createOrders(client: TikTokClient): OrdersCapability {
  return {
    maxIds,

    async fetchOrders(access, externalIds) {
      if (externalIds.length === 0) return [];
      if (externalIds.length > maxIds) throw new PlatformFailure('invalid', `At most ${maxIds} orders at once, not ${externalIds.length}`);
      const fetchIds = async (ids: readonly string[]) => {
        const page = await client.call(access, endpoints.getOrders, { query: { ids: ids.join(',') }, data: orderPageSchema });
        return Promise.all(page.orders.map((order) => namePackedLines(client, access, readOrder(order))));
      };
      try {
        return await fetchIds(externalIds);
      } catch (error) {
        if (!(error instanceof PlatformFailure) || error.kind !== 'not-found') throw error;
        if (externalIds.length === 1) return [];
      }
      // One unknown id spoils the whole call: find the others one by one.
      const found: PlatformOrder[] = [];
      for (const id of externalIds) found.push(...(await fetchIds([id]).catch(noneWhenUnknown)));
      return found;
    },

    async listUpdated(access, { since, until, pageToken }) {
      const page = await client.call(access, endpoints.searchOrders, {
        query: { page_size: pageSize, sort_field: 'update_time', sort_order: 'ASC', page_token: pageToken },
        body: { update_time_ge: seconds(since), update_time_lt: Math.max(seconds(until), seconds(since) + 1) },
        data: orderPageSchema,
      });
      return { ...readEach(page.orders), nextPageToken: page.next_page_token || undefined, total: page.total_count };
    },
  };
}

function noneWhenUnknown(error: unknown): [] {
  if (error instanceof PlatformFailure && error.kind === 'not-found') return [];
  throw error;
}

/** Reads what can be read; the rest is named with its reason, so that one strange order does not stop a page. */
function readEach(raw: readonly unknown[]) {
  const orders: PlatformOrder[] = [];
  const unreadable: { externalId: string; reason: string }[] = [];
  for (const item of raw) {
    try {
      orders.push(readOrder(item));
    } catch (error) {
      if (!(error instanceof PlatformFailure)) throw error;
      const named = z.object({ id: idSchema }).safeParse(item);
      unreadable.push({ externalId: named.success ? named.data.id : '', reason: error.message });
    }
  }
  return unreadable.length > 0 ? { orders, unreadable } : { orders };
}
