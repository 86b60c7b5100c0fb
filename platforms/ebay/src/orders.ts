import type { Clock } from '@shopfleet/kernel';
import { type OrdersCapability, PlatformFailure, type PlatformOrder, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { inParallel } from './in-parallel.ts';
import { listUpdated } from './list-updated.ts';
import { mapOrder, readWireOrder } from './order-mapping.ts';
import { fulfilmentsFromLinks } from './packages.ts';
import { json } from './read-answer.ts';
import { rawSchema } from './wire/inventory.ts';
import { fulfilmentsSchema, orderKeySchema, orderPageSchema, type WireFulfilment, type WireOrder } from './wire/order.ts';

const maxIds = 50;
const callsAtOnce = 4;

export function createOrders(client: EbayClient, clock: Clock): OrdersCapability {
  /** What the list leaves out: requests to cancel are shown by the order's own call alone, packages by theirs. */
  async function complete(access: ShopAccess, listed: WireOrder, isWhole: boolean): Promise<PlatformOrder> {
    const isUndecided = !isWhole && listed.cancelStatus?.cancelState === 'IN_PROGRESS';
    const order = isUndecided ? await readOrder(client, access, listed.orderId) : listed;
    return mapOrder(order, await packagesOf(access, order, isWhole));
  }

  async function packagesOf(access: ShopAccess, order: WireOrder, isWhole: boolean): Promise<readonly WireFulfilment[]> {
    const told = fulfilmentsFromLinks(order);
    // The links do not name the carrier: an order that was asked for is read in full, one of thousands in a list is not.
    if (told && (told.length === 0 || !isWhole)) return told;
    return readFulfilments(client, access, order.orderId);
  }

  async function fetchEach(access: ShopAccess, ids: readonly string[]): Promise<PlatformOrder[]> {
    const found = await inParallel(ids, callsAtOnce, (id) =>
      readOrder(client, access, id)
        .then((order) => complete(access, order, true))
        .catch(undefinedWhenUnknown),
    );
    return found.filter((order) => order !== undefined);
  }

  async function fetchTogether(access: ShopAccess, ids: readonly string[]): Promise<PlatformOrder[]> {
    const page = await client.call(access, endpoints.getOrders, { query: { orderIds: ids.join(',') }, answer: json(orderPageSchema) });
    return inParallel(page.orders, callsAtOnce, async (raw) => {
      const order = readWireOrder(raw);
      const isUndecided = order.cancelStatus?.cancelState === 'IN_PROGRESS';
      return complete(access, isUndecided ? await readOrder(client, access, order.orderId) : order, true);
    });
  }

  return {
    maxIds,

    async fetchOrders(access, externalIds) {
      const ids = [...new Set(externalIds)];
      if (ids.length > maxIds) throw new PlatformFailure('invalid', `At most ${maxIds} orders at once, not ${ids.length}`);
      if (ids.length <= 1) return fetchEach(access, ids);
      try {
        return await fetchTogether(access, ids);
      } catch (error) {
        // One id that eBay does not know may spoil the whole call: find the others one by one.
        const isSpoilt = error instanceof PlatformFailure && (error.kind === 'not-found' || error.kind === 'invalid');
        if (!isSpoilt) throw error;
        return fetchEach(access, ids);
      }
    },

    async listUpdated(access, range) {
      const { raw, nextPageToken, total } = await listUpdated(client, clock, access, range);
      const read = await inParallel(raw, callsAtOnce, (one) => readEach(one, (order) => complete(access, order, false)));
      const orders = read.flatMap((one) => ('order' in one ? [one.order] : []));
      const unreadable = read.flatMap((one) => ('order' in one ? [] : [one]));
      return { orders, nextPageToken, total, ...(unreadable.length > 0 ? { unreadable } : {}) };
    },
  };
}

export async function readOrder(client: EbayClient, access: ShopAccess, externalOrderId: string): Promise<WireOrder> {
  const path = { order: externalOrderId };
  return readWireOrder(await client.call(access, endpoints.getOrder, { path, answer: json(rawSchema) }));
}

/** What was told to eBay about an order's parcels; an empty list before anything went out. */
export async function readFulfilments(client: EbayClient, access: ShopAccess, externalOrderId: string): Promise<readonly WireFulfilment[]> {
  const path = { order: externalOrderId };
  return (await client.call(access, endpoints.getFulfilments, { path, answer: json(fulfilmentsSchema) })).fulfillments;
}

function undefinedWhenUnknown(error: unknown): undefined {
  if (error instanceof PlatformFailure && error.kind === 'not-found') return undefined;
  throw error;
}

/** Reads what can be read; the rest is named with its reason, so that one strange order does not stop a page. */
async function readEach(raw: unknown, work: (order: WireOrder) => Promise<PlatformOrder>) {
  try {
    return { order: await work(readWireOrder(raw)) };
  } catch (error) {
    if (!(error instanceof PlatformFailure) || error.kind !== 'unexpected') throw error;
    return { externalId: orderKeySchema.safeParse(raw).data?.orderId ?? '', reason: error.message };
  }
}
