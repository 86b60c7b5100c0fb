import type { orderRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { formatMoney } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { decodeCursor } from '../edge/index.ts';
import { filterConditions, type OrderFilter, type OrderView, shortfallFlag, viewConditions } from './order-filter.ts';

export type OrderListItem = z.infer<typeof orderRoutes.orderSchema>;

export interface OrderListRow extends Record<string, unknown> {
  readonly id: string;
  readonly external_id: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly platform: string;
  readonly status: OrderListItem['status'];
  readonly external_status: string;
  readonly is_cancel_requested: boolean;
  readonly hold_reason: string;
  readonly is_platform_shipped: boolean;
  readonly fulfil_state: OrderListItem['fulfilState'];
  readonly fulfil_note: string;
  readonly has_shortfall: boolean;
  readonly placed_at: string;
  readonly paid_at: string | null;
  readonly ship_by_at: string | null;
  readonly hand_over_by_at: string | null;
  readonly printed_at: string | null;
  readonly buyer_name: string;
  readonly currency: string;
  readonly total_minor: string;
  readonly unit_count: number;
  readonly sku_codes: string[];
  readonly tracking_numbers: string[];
  readonly carrier_name: string;
  readonly tags: string[];
  readonly note: string;
  readonly version: number;
}

/** The columns of one line of the order list, from `orders o join shop s`. */
export const orderListColumns = sql`
  o.id, o.external_id, o.shop_id, s.name as shop_name, o.platform, o.status, o.external_status, o.is_cancel_requested, o.hold_reason,
  o.is_platform_shipped, o.fulfil_state, o.fulfil_note, ${shortfallFlag}, o.placed_at, o.paid_at, o.ship_by_at, o.hand_over_by_at,
  o.printed_at, o.buyer_name, o.currency, o.total_minor, o.unit_count, o.sku_codes, o.tracking_numbers, o.carrier_name, o.tags,
  o.note, o.version`;

export type OrderSort = 'placed' | 'ship_by';

export interface OrderPageRequest {
  readonly tenantId: string;
  readonly filter: OrderFilter;
  readonly sort: OrderSort;
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** One page, read with one row more than asked for. Newest first, or the earliest ship-by first with those without one last. */
export async function listOrderRows(tx: Tx, { tenantId, filter, sort, cursor, limit }: OrderPageRequest): Promise<OrderListRow[]> {
  const after = cursor === undefined ? sql`` : sql`and ${behind(sort, cursor)}`;
  const order = sort === 'placed' ? sql`o.placed_at desc, o.id desc` : sql`o.ship_by_at asc nulls last, o.id asc`;
  const { rows } = await tx.execute<OrderListRow>(sql`
    select ${orderListColumns} from orders o join shop s on s.tenant_id = o.tenant_id and s.id = o.shop_id
    where ${filterConditions(tenantId, filter)} ${after} order by ${order} limit ${limit + 1}`);
  return rows;
}

export function cursorKeyOf(sort: OrderSort): (row: OrderListRow) => readonly (string | null)[] {
  return (row) => [sort === 'placed' ? row.placed_at : row.ship_by_at, row.id];
}

function behind(sort: OrderSort, cursor: string): SQL {
  const [instant, id] = decodeCursor(cursor, 2);
  if (sort === 'placed') return sql`(o.placed_at, o.id) < (${String(instant)}::timestamptz, ${String(id)})`;
  if (instant === null) return sql`(o.ship_by_at is null and o.id > ${String(id)})`;
  return sql`((o.ship_by_at, o.id) > (${String(instant)}::timestamptz, ${String(id)}) or o.ship_by_at is null)`;
}

/** How many orders each view holds under a filter, in one pass. */
export async function countOrderViews(tx: Tx, tenantId: string, filter: OrderFilter): Promise<Record<OrderView, number>> {
  const counts = Object.entries(viewConditions).map(
    ([view, condition]) => sql`count(*) filter (where ${condition})::int as ${sql.identifier(view)}`,
  );
  const { rows } = await tx.execute<Record<OrderView, number>>(sql`
    select ${sql.join(counts, sql`, `)} from orders o where ${filterConditions(tenantId, filter)}`);
  const row = rows[0];
  if (!row) throw new Error('a count gave no row');
  return row;
}

const iso = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());

export function toOrderListItem(row: OrderListRow): OrderListItem {
  return {
    id: row.id,
    externalId: row.external_id,
    shopId: row.shop_id,
    shopName: row.shop_name,
    platform: row.platform,
    status: row.status,
    externalStatus: row.external_status,
    isCancelRequested: row.is_cancel_requested,
    holdReason: row.hold_reason,
    isPlatformShipped: row.is_platform_shipped,
    fulfilState: row.fulfil_state,
    fulfilNote: row.fulfil_note,
    hasShortfall: row.has_shortfall,
    placedAt: new Date(row.placed_at).toISOString(),
    paidAt: iso(row.paid_at),
    shipByAt: iso(row.ship_by_at),
    handOverByAt: iso(row.hand_over_by_at),
    printedAt: iso(row.printed_at),
    buyerName: row.buyer_name,
    total: { amount: formatMoney({ minor: Number(row.total_minor), currency: row.currency }), currency: row.currency },
    unitCount: row.unit_count,
    skuCodes: row.sku_codes,
    trackingNumbers: row.tracking_numbers,
    carrierName: row.carrier_name,
    tags: row.tags,
    note: row.note,
    version: row.version,
  };
}
