import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';

/** Makes the open shortfall of each order and SKU say what its short reservations add up to. */
export async function writeSoldShortfalls(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  pairs: readonly { orderId: string; skuId: string }[],
): Promise<void> {
  if (pairs.length === 0) return;
  const at = clock.now();
  const wanted = sql`
    (select p.id, p."orderId" as order_id, p."skuId" as sku_id, min(r.location_id) as location_id, coalesce(sum(r.quantity), 0)::int as quantity
     from jsonb_to_recordset(${JSON.stringify(pairs.map((pair) => ({ ...pair, id: newId('shortfall', at.getTime()) })))}::jsonb)
       as p(id text, "orderId" text, "skuId" text)
     left join reservation r on r.tenant_id = ${tenantId} and r.order_id = p."orderId" and r.sku_id = p."skuId" and r.state = 'short'
     group by 1, 2, 3)`;
  await tx.execute(sql`
    update shortfall s set quantity = case when w.quantity > 0 then w.quantity else s.quantity end,
      resolved_at = case when w.quantity = 0 then ${at.toISOString()}::timestamptz end
    from ${wanted} w
    where s.tenant_id = ${tenantId} and s.order_id = w.order_id and s.sku_id = w.sku_id and s.resolved_at is null and s.reason = 'sold'`);
  await tx.execute(sql`
    insert into shortfall (tenant_id, id, sku_id, location_id, order_id, quantity, reason, created_at)
    select ${tenantId}, w.id, w.sku_id, w.location_id, w.order_id, w.quantity, 'sold', ${at.toISOString()} from ${wanted} w
    where w.quantity > 0 and not exists (select from shortfall s where s.tenant_id = ${tenantId} and s.order_id = w.order_id
      and s.sku_id = w.sku_id and s.resolved_at is null and s.reason = 'sold')`);
}

/**
 * Names what the shelf cannot cover: more is promised than is there (a count, a write-off, goods shipped that we never had).
 * One open row for each SKU, resolved when the shelf covers its promises again. The levels must be locked.
 */
export async function writeCountedShortfalls(tx: Tx, clock: Clock, tenantId: string, skuIds: readonly string[]): Promise<void> {
  if (skuIds.length === 0) return;
  const at = clock.now();
  const ids = [...new Set(skuIds)].map((sku_id) => ({ sku_id, id: newId('shortfall', at.getTime()) }));
  const missing = sql`
    (select i.id, l.sku_id, min(l.location_id) as location_id, greatest(0, sum(l.reserved + l.promo_held - l.on_hand))::int as quantity
     from stock_level l join jsonb_to_recordset(${JSON.stringify(ids)}::jsonb) as i(id text, sku_id text) on i.sku_id = l.sku_id
     where l.tenant_id = ${tenantId} group by i.id, l.sku_id)`;
  await tx.execute(sql`
    update shortfall s set quantity = case when m.quantity > 0 then m.quantity else s.quantity end,
      resolved_at = case when m.quantity = 0 then ${at.toISOString()}::timestamptz end
    from ${missing} m
    where s.tenant_id = ${tenantId} and s.sku_id = m.sku_id and s.reason = 'counted' and s.resolved_at is null`);
  await tx.execute(sql`
    insert into shortfall (tenant_id, id, sku_id, location_id, order_id, quantity, reason, created_at)
    select ${tenantId}, m.id, m.sku_id, m.location_id, null, m.quantity, 'counted', ${at.toISOString()} from ${missing} m
    where m.quantity > 0 and not exists (select from shortfall s where s.tenant_id = ${tenantId} and s.sku_id = m.sku_id
      and s.reason = 'counted' and s.resolved_at is null)`);
}
