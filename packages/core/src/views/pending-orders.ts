import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { decodeCursor } from '../edge/index.ts';
import { type OrderListRow, orderListColumns } from './order-list.ts';

/** Orders that can be shipped now: nothing holds them, nobody asked to cancel. The earliest ship-by first. */
export async function listPendingRows(
  tx: Tx,
  { tenantId, cursor, limit }: { tenantId: string; cursor: string | undefined; limit: number },
): Promise<OrderListRow[]> {
  const [instant, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, 2);
  const behind =
    id === null
      ? sql``
      : instant === null
        ? sql`and o.ship_by_at is null and o.id > ${String(id)}`
        : sql`and ((o.ship_by_at, o.id) > (${String(instant)}::timestamptz, ${String(id)}) or o.ship_by_at is null)`;
  const { rows } = await tx.execute<OrderListRow>(sql`
    select ${orderListColumns} from orders o join shop s on s.tenant_id = o.tenant_id and s.id = o.shop_id
    where o.tenant_id = ${tenantId} and o.status in ('to_arrange', 'partially_shipped') and not o.is_cancel_requested
      and o.hold_reason = '' and o.fulfil_state <> 'held' ${behind}
    order by o.ship_by_at asc nulls last, o.id asc limit ${limit + 1}`);
  return rows;
}
