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
    select 'a movement is of a location that the SKU has no level at', m.id from stock_movement m
    where not exists (select from stock_level l
      where l.tenant_id = m.tenant_id and l.sku_id = m.sku_id and l.location_id = m.location_id)
    union all
    select 'reserved is not the sum of open reservations', l.sku_id from stock_level l
    where l.reserved <> (select coalesce(sum(r.quantity), 0) from reservation r
      where r.tenant_id = l.tenant_id and r.sku_id = l.sku_id and r.location_id = l.location_id and r.state = 'open')
    union all
    select 'more is promised than is there, and no shortfall says so', l.sku_id from stock_level l
    group by l.tenant_id, l.sku_id having sum(l.reserved + l.promo_held) > sum(l.on_hand) and not exists (select from shortfall f
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
    select 'a sale is not what its line used up', m.cause_id || ' ' || m.sku_id from stock_movement m
    where m.cause_kind = 'order-line' group by m.tenant_id, m.cause_id, m.sku_id
    having -sum(m.quantity) <> (select coalesce(sum(r.quantity), 0) from reservation r where r.tenant_id = m.tenant_id
      and r.order_line_id = m.cause_id and r.sku_id = m.sku_id and r.state = 'consumed')
    union all
    select 'the two halves of a transfer are not equal', m.cause_id from stock_movement m
    where m.kind = 'transfer' group by m.tenant_id, m.cause_id, m.sku_id having sum(m.quantity) <> 0
    union all
    select 'a movement was taken back by something else than its opposite', u.id
    from stock_movement u join stock_movement m on m.tenant_id = u.tenant_id and m.id = u.undoes_id
    where u.quantity <> -m.quantity or u.sku_id <> m.sku_id or u.location_id <> m.location_id
    union all
    select 'a retired location holds units or promises', l.location_id from stock_level l
    join location p on p.tenant_id = l.tenant_id and p.id = l.location_id
    where p.retired_at is not null and (l.on_hand <> 0 or l.reserved <> 0)
    union all
    select 'a push is of a claim that ended before it', p.variant_id from stock_push p
    where p.accepted_at is not null and not exists (select from stock_claim c where c.tenant_id = p.tenant_id and c.variant_id = p.variant_id)`);
  return rows;
}
