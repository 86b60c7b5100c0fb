import type { Database } from '@shopfleet/db';
import { csvLines, encodeCursor } from '../edge/index.ts';
import type { OrderFilter } from './order-filter.ts';
import { cursorKeyOf, listOrderRows, type OrderListItem, type OrderSort, toOrderListItem } from './order-list.ts';

const columns: readonly { readonly title: string; readonly of: (order: OrderListItem) => string }[] = [
  { title: 'order', of: (order) => order.externalId },
  { title: 'shop', of: (order) => order.shopName },
  { title: 'platform', of: (order) => order.platform },
  { title: 'status', of: (order) => order.status },
  { title: 'placed_at', of: (order) => order.placedAt },
  { title: 'ship_by_at', of: (order) => order.shipByAt ?? '' },
  { title: 'printed_at', of: (order) => order.printedAt ?? '' },
  { title: 'buyer', of: (order) => order.buyerName },
  { title: 'units', of: (order) => String(order.unitCount) },
  { title: 'skus', of: (order) => order.skuCodes.join(' ') },
  { title: 'total', of: (order) => order.total.amount },
  { title: 'currency', of: (order) => order.total.currency },
  { title: 'carrier', of: (order) => order.carrierName },
  { title: 'tracking', of: (order) => order.trackingNumbers.join(' ') },
  { title: 'tags', of: (order) => order.tags.join(' ') },
  { title: 'note', of: (order) => order.note },
];

const pageRows = 500;

/** Every order under a filter as CSV, page by page, so that the size does not matter. */
export async function* streamOrdersCsv(
  db: Database,
  request: { tenantId: string; filter: OrderFilter; sort: OrderSort },
): AsyncGenerator<string> {
  yield csvLines([columns.map((column) => column.title)]);
  let cursor: string | undefined;
  do {
    const page = { ...request, cursor, limit: pageRows };
    const rows = await db.asTenant(request.tenantId, (tx) => listOrderRows(tx, page));
    const shown = rows.slice(0, pageRows);
    if (shown.length > 0) yield csvLines(shown.map((row) => columns.map((column) => column.of(toOrderListItem(row)))));
    const last = shown.at(-1);
    cursor = rows.length > pageRows && last ? encodeCursor(cursorKeyOf(request.sort)(last)) : undefined;
  } while (cursor !== undefined);
}
