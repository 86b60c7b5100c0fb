import { type Answer, type Call, instantOf, isoOf, marketplacesOf, orderOf, param, sellerOf, wholeNumberOf, wordsOf } from './call.ts';
import type { Order } from './model.ts';
import { dataGroups, orderView } from './order-view.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { invalid } from './refusal.ts';

const statuses = ['PENDING_AVAILABILITY', 'PENDING', 'UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'CANCELLED', 'UNFULFILLABLE'];

interface Window {
  readonly by: 'created' | 'updated';
  readonly afterMs: number;
  readonly beforeMs: number;
}

/** Exactly one of the two starts; an end goes with its own start and lies at least two minutes back. */
function windowOf(call: Call): Window {
  const created = { afterMs: instantOf(call, 'createdAfter'), beforeMs: instantOf(call, 'createdBefore') };
  const updated = { afterMs: instantOf(call, 'lastUpdatedAfter'), beforeMs: instantOf(call, 'lastUpdatedBefore') };
  if ((created.afterMs === undefined) === (updated.afterMs === undefined)) {
    throw invalid('Exactly one of createdAfter and lastUpdatedAfter must be provided.');
  }
  const by = created.afterMs === undefined ? 'updated' : 'created';
  const [mine, other] = by === 'created' ? [created, updated] : [updated, created];
  if (other.beforeMs !== undefined) throw invalid('The end of the time range does not belong to its start.');
  const { clock, settings } = call.world;
  const afterMs = mine.afterMs ?? 0;
  const latestMs = clock.nowMs() - settings.searchLagMs;
  if (mine.beforeMs !== undefined && mine.beforeMs > latestMs) {
    throw invalid('The end of the time range must be at least two minutes before the time of the request.');
  }
  if (mine.beforeMs !== undefined && mine.beforeMs < afterMs) throw invalid('The time range ends before it starts.');
  return { by, afterMs, beforeMs: mine.beforeMs ?? Math.max(latestMs, afterMs) };
}

/** Both ends belong to the range; the oldest change comes first. */
export function searchOrders(call: Call): Answer {
  const { world } = call;
  const seller = sellerOf(call);
  const groups = wordsOf(call, 'includedData', dataGroups) ?? [];
  const wanted = wordsOf(call, 'fulfillmentStatuses', statuses);
  const channels = wordsOf(call, 'fulfilledBy', ['MERCHANT', 'AMAZON']);
  const marketplaces = marketplacesOf(call, 'marketplaceIds', 50)?.map(({ id }) => id);
  const most = wholeNumberOf(call, 'maxResultsPerPage', 1, 100, 100);
  const asked = windowOf(call);
  const question = [seller.id, asked.by, asked.afterMs, wanted, channels, marketplaces].join('|');
  const token = readPageToken(call, 'paginationToken', question);
  const beforeMs = token?.beforeMs ?? asked.beforeMs;
  const timeOf = (order: Order): number => (asked.by === 'created' ? order.createdMs : order.updatedMs);
  const isPast = (order: Order): boolean => {
    const atMs = timeOf(order);
    if (token === undefined) return atMs >= asked.afterMs;
    return atMs > token.lastMs || (atMs === token.lastMs && order.id > token.lastId);
  };
  const found = [...world.orders.all()]
    .filter((order) => order.sellerId === seller.id && timeOf(order) <= beforeMs && isPast(order))
    .filter((order) => wanted?.includes(order.status) ?? true)
    .filter((order) => channels?.includes(order.fulfilledBy) ?? true)
    .filter((order) => marketplaces?.includes(order.marketplaceId) ?? true)
    .sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
  const page = found.slice(0, most);
  const last = page.at(-1);
  const next =
    last && found.length > most ? writePageToken(world, question, { lastMs: timeOf(last), lastId: last.id, beforeMs }) : undefined;
  return {
    orders: page.map((order) => orderView(world, order, groups)),
    pagination: next === undefined ? {} : { nextToken: next },
    ...(asked.by === 'created' ? { createdBefore: isoOf(beforeMs) } : { lastUpdatedBefore: isoOf(beforeMs) }),
  };
}

export function getOrder(call: Call): Answer {
  const groups = wordsOf(call, 'includedData', dataGroups) ?? [];
  return { order: orderView(call.world, orderOf(call, param(call)), groups) };
}
