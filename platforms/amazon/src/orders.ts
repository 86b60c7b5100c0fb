import type { Clock } from '@shopfleet/kernel';
import { type OrdersCapability, PlatformFailure, type PlatformOrder, type ShopAccess } from '@shopfleet/platform-kit';
import { z } from 'zod';
import type { AmazonClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { mapOrder, readWireOrder } from './order-mapping.ts';
import { byChange, OrderPages, type Stretch } from './order-pages.ts';
import { orderAnswerSchema, orderPageSchema, type WireOrder } from './wire/order.ts';

const maxIds = 20;
const includedData = ['BUYER', 'RECIPIENT', 'PROCEEDS', 'CANCELLATION', 'FULFILLMENT', 'PACKAGES'];

export function createOrders(client: AmazonClient, clock: Clock): OrdersCapability {
  const pages = new OrderPages(clock);
  return {
    maxIds,

    async fetchOrders(access, externalIds) {
      if (externalIds.length > maxIds) throw new PlatformFailure('invalid', `At most ${maxIds} orders at once, not ${externalIds.length}`);
      const found: PlatformOrder[] = [];
      for (const orderId of externalIds) {
        const order = await findWireOrder(client, access, orderId);
        if (order && isOurs(access, order)) found.push(mapOrder(order));
      }
      return found;
    },

    listUpdated(access, range) {
      return pages.page(access.externalId, range, (since, until) => readStretch(client, clock, access, since, until));
    },
  };
}

/** The order as Amazon tells it; undefined when there is none under this id. */
export async function findWireOrder(client: AmazonClient, access: ShopAccess, orderId: string): Promise<WireOrder | undefined> {
  try {
    const answer = await client.call(access, endpoints.getOrder, { path: { orderId }, query: { includedData }, data: orderAnswerSchema });
    return readWireOrder(answer.order);
  } catch (error) {
    if (error instanceof PlatformFailure && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** An id opens the orders of all of a seller's marketplaces, and those that Amazon ships from its own stock. */
function isOurs(access: ShopAccess, order: WireOrder): boolean {
  const marketplaceId = order.salesChannel?.marketplaceId ?? '';
  return order.fulfillment?.fulfilledBy !== 'AMAZON' && (marketplaceId === '' || marketplaceId === access.addressKey);
}

async function readStretch(client: AmazonClient, clock: Clock, access: ShopAccess, since: Date, until?: Date): Promise<Stretch> {
  const orders = new Map<string, PlatformOrder>();
  const unreadable: { externalId: string; reason: string }[] = [];
  let readUntil = until ?? clock.now();
  let paginationToken: string | undefined;
  do {
    const page = await client.call(access, endpoints.searchOrders, {
      query: {
        lastUpdatedAfter: since.toISOString(),
        // Both ends count at Amazon; the upper one is not ours.
        lastUpdatedBefore: until && new Date(until.getTime() - 1).toISOString(),
        marketplaceIds: [access.addressKey],
        fulfilledBy: ['MERCHANT'],
        maxResultsPerPage: 100,
        includedData,
        paginationToken,
      },
      data: orderPageSchema,
    });
    for (const raw of page.orders) readOne(raw, orders, unreadable);
    if (!until && page.lastUpdatedBefore) readUntil = page.lastUpdatedBefore;
    paginationToken = page.pagination?.nextToken || undefined;
  } while (paginationToken !== undefined);
  return { orders: [...orders.values()].toSorted(byChange), unreadable, readUntil };
}

/** Reads what can be read; the rest is named with its reason, so that one strange order does not stop the others. */
function readOne(raw: unknown, orders: Map<string, PlatformOrder>, unreadable: { externalId: string; reason: string }[]): void {
  try {
    const order = mapOrder(readWireOrder(raw));
    const known = orders.get(order.externalId);
    if (!known || known.version <= order.version) orders.set(order.externalId, order);
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    const named = z.object({ orderId: z.string() }).safeParse(raw);
    unreadable.push({ externalId: named.success ? named.data.orderId : '', reason: error.message });
  }
}
