import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';

/**
 * Opens an alert for each of these SKUs that just fell to its threshold or below, once for each crossing, and closes those of SKUs that
 * rose above it. The levels of the SKUs must be locked.
 */
export async function noteLowStock(tx: Tx, clock: Clock, tenantId: string, skuIds: readonly string[]): Promise<void> {
  if (skuIds.length === 0) return;
  const at = clock.now();
  const ids = [...new Set(skuIds)].map((sku_id) => ({ sku_id, id: newId('lowStockAlert', at.getTime()) }));
  const { rows } = await tx.execute<{ sku_id: string }>(sql`
    with watched as materialized (
      select i.id, s.id as sku_id, s.low_stock_at as threshold,
        (sum(l.on_hand - l.reserved - l.promo_held) - s.safety_stock)::int as ats,
        (select a.id from low_stock_alert a where a.tenant_id = s.tenant_id and a.sku_id = s.id and a.resolved_at is null) as alert_id
      from jsonb_to_recordset(${JSON.stringify(ids)}::jsonb) as i(sku_id text, id text)
      join sku s on s.tenant_id = ${tenantId} and s.id = i.sku_id
      join stock_level l on l.tenant_id = s.tenant_id and l.sku_id = s.id
      group by i.id, s.tenant_id, s.id),
    over as (
      update low_stock_alert a set resolved_at = ${at.toISOString()} from watched w
      where a.tenant_id = ${tenantId} and a.id = w.alert_id and (w.threshold is null or w.ats > w.threshold))
    insert into low_stock_alert (tenant_id, id, sku_id, threshold, ats, since)
    select ${tenantId}, w.id, w.sku_id, w.threshold, w.ats, ${at.toISOString()} from watched w
    where w.ats <= w.threshold and w.alert_id is null returning sku_id`);
  for (const { sku_id } of rows) await announce(tx, clock, tenantId, { topic: 'stock', id: sku_id, what: 'low' });
}
