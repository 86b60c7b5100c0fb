import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { OrderRecord } from './order-store.ts';

type RecentOrder = Pick<OrderRecord, 'id' | 'externalId' | 'shopId' | 'carrierName' | 'currency' | 'totalMinor' | 'skuCodes' | 'unitCount'>;

const mostPending = 10_000;

/** Orders that can be shipped now, oldest ship-by first. */
export async function listPendingOrderIds(tx: Tx): Promise<string[]> {
  const found = await tx.execute<{ id: string }>(sql`
    select id from orders where status in ('to_arrange', 'partially_shipped')
    order by ship_by_at nulls last, id limit ${mostPending}`);
  return found.rows.map(({ id }) => id);
}

/** The last orders, newest first, with what rules look at. */
export async function listRecentOrders(tx: Tx, limit: number): Promise<RecentOrder[]> {
  const found = await tx.execute<Omit<RecentOrder, 'totalMinor'> & { total: string }>(sql`
    select id, external_id as "externalId", shop_id as "shopId", carrier_name as "carrierName", currency, total_minor as total,
      sku_codes as "skuCodes", unit_count as "unitCount"
    from orders order by placed_at desc, id desc limit ${limit}`);
  return found.rows.map(({ total, ...row }) => ({ ...row, totalMinor: Number(total) }));
}
