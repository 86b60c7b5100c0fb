import type { Clock } from '@shopfleet/kernel';
import type { ShopAccess } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { changedBetween, narrower, type OrderWalk, ordersPerCall, readWalk, widthAfter, writeWalk } from './order-walk.ts';
import { json } from './read-answer.ts';
import { orderKeySchema, orderPageSchema } from './wire/order.ts';

/** eBay lets nobody look further back than two years. */
const furthestBackMs = 729 * 86_400_000;
/** eBay refuses instants that lie ahead of its own clock; a reading that ends this close to now is left open. */
const nearNowMs = 60_000;

export interface RawOrderPage {
  readonly raw: readonly unknown[];
  readonly nextPageToken: string | undefined;
  readonly total: number | undefined;
}

/**
 * Orders that changed in [since, until), the oldest change first. eBay sorts as it likes and pages by offset over a set that moves, so
 * the span is walked in windows that fit into one call each: a window is one consistent look, and an order that changes meanwhile comes
 * in a later one.
 */
export async function listUpdated(
  client: EbayClient,
  clock: Clock,
  access: ShopAccess,
  range: { since: Date; until: Date; pageToken?: string },
): Promise<RawOrderPage> {
  const nowMs = clock.now().getTime();
  const untilMs = range.until.getTime();
  const sinceMs = Math.max(range.since.getTime(), nowMs - furthestBackMs);
  let walk: OrderWalk =
    range.pageToken === undefined ? { fromMs: sinceMs, widthMs: untilMs - sinceMs, total: undefined } : readWalk(range.pageToken);
  while (walk.fromMs < untilMs) {
    const { fromMs, widthMs } = walk;
    // Nothing has changed after now, so a window that reaches it is the last one, whatever lies between now and the end.
    const lastMs = Math.min(untilMs, nowMs);
    const isLast = fromMs + widthMs >= lastMs;
    const toMs = isLast ? untilMs : fromMs + widthMs;
    const spanMs = (isLast ? lastMs : toMs) - fromMs;
    const filter = changedBetween(fromMs, isLast && untilMs > nowMs - nearNowMs ? undefined : toMs);
    const page = await readPage(client, access, filter, 0);
    const total = walk.total ?? page.total;
    if (page.total > ordersPerCall && spanMs > 1) {
      walk = { fromMs, widthMs: narrower(spanMs, page.total), total };
      continue;
    }
    const all = page.total > ordersPerCall ? await readRest(client, access, filter, page) : page.orders;
    const raw = sortedWithin(all, fromMs, toMs);
    walk = { fromMs: toMs, widthMs: widthAfter(spanMs, page.total), total };
    if (raw.length > 0) return { raw, nextPageToken: toMs < untilMs ? writeWalk(walk) : undefined, total };
  }
  return { raw: [], nextPageToken: undefined, total: walk.total ?? 0 };
}

type OrderPage = z.infer<typeof orderPageSchema>;

function readPage(client: EbayClient, access: ShopAccess, filter: string, offset: number): Promise<OrderPage> {
  const query = { filter, limit: String(ordersPerCall), offset: String(offset) };
  return client.call(access, endpoints.getOrders, { query, answer: json(orderPageSchema) });
}

/** More orders changed in one millisecond than fit into a call: the one case in which offsets are all there is. */
async function readRest(client: EbayClient, access: ShopAccess, filter: string, first: OrderPage): Promise<unknown[]> {
  const orders = [...first.orders];
  for (let offset = ordersPerCall; offset < first.total; offset += ordersPerCall) {
    orders.push(...(await readPage(client, access, filter, offset)).orders);
  }
  return orders;
}

/** The orders of a window by the instant of their change, each once; one that names none comes last, to be shown as unreadable. */
export function sortedWithin(orders: readonly unknown[], fromMs: number, toMs: number): unknown[] {
  const keyed = orders.map((raw) => {
    const key = orderKeySchema.safeParse(raw);
    return { raw, id: key.data?.orderId, atMs: key.data?.lastModifiedDate?.getTime() };
  });
  const seen = new Set<string>();
  const inside = keyed.filter(({ id, atMs }) => {
    if (id === undefined || atMs === undefined) return true;
    const isFresh = atMs >= fromMs && atMs < toMs && !seen.has(id);
    seen.add(id);
    return isFresh;
  });
  const last = Number.POSITIVE_INFINITY;
  return inside.toSorted((a, b) => (a.atMs ?? last) - (b.atMs ?? last) || (a.id ?? '').localeCompare(b.id ?? '')).map(({ raw }) => raw);
}
