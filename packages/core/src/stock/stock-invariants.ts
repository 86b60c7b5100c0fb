import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** Something that must never be, with what it concerns. */
export interface BrokenInvariant {
  readonly rule: string;
  readonly subject: string;
}

/** Recomputes the stock of the transaction's tenant from ledger and reservations; answers every difference. Empty is good. */
export async function stockInvariants(tx: Tx): Promise<BrokenInvariant[]> {
  const { rows } = await tx.execute<{ rule: string; subject: string }>(sql`
    select 'on hand is not the sum of the ledger' as rule, l.sku_id as subject from stock_level l
    where l.on_hand <> (select coalesce(sum(m.quantity), 0) from stock_movement m
      where m.tenant_id = l.tenant_id and m.sku_id = l.sku_id and m.location_id = l.location_id)
    union all
    select 'reserved is not the sum of open reservations', l.sku_id from stock_level l
    where l.reserved <> (select coalesce(sum(r.quantity), 0) from reservation r
      where r.tenant_id = l.tenant_id and r.sku_id = l.sku_id and r.location_id = l.location_id and r.state = 'open')
    union all
    select 'more is promised than is there, and no shortfall says so', l.sku_id from stock_level l
    where l.reserved + l.promo_held > l.on_hand and not exists (select from shortfall f
      where f.tenant_id = l.tenant_id and f.sku_id = l.sku_id and f.reason = 'counted' and f.resolved_at is null)
    union all
    select 'a line has two live reservations of one SKU', r.order_line_id from reservation r
    where r.state in ('open', 'short', 'pending') group by r.tenant_id, r.order_line_id, r.sku_id having count(*) > 1
    union all
    select 'a shortfall does not say what is short', coalesce(s.order_id, f.order_id) || ' ' || coalesce(s.sku_id, f.sku_id)
    from (select tenant_id, order_id, sku_id, sum(quantity) as quantity from reservation where state = 'short' group by 1, 2, 3) s
    full join (select tenant_id, order_id, sku_id, sum(quantity) as quantity from shortfall
      where resolved_at is null and reason = 'sold' group by 1, 2, 3) f using (tenant_id, order_id, sku_id)
    where s.quantity is distinct from f.quantity
    union all
    select 'a sale has no consumed reservation', m.id from stock_movement m
    where m.cause_kind = 'order-line' and not exists (select from reservation r where r.tenant_id = m.tenant_id
      and r.order_line_id = m.cause_id and r.sku_id = m.sku_id and r.state = 'consumed' and r.quantity = -m.quantity)`);
  return rows;
}
