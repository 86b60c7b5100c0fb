import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';

const lookBackDays = 30;
const dayMs = 86_400_000;

/** Since when sales count as lately. */
export function soldSince(clock: Clock): Date {
  return new Date(clock.now().getTime() - lookBackDays * dayMs);
}

/**
 * Units that left or are promised of each SKU, over the last 30 days, on a day; of a SKU that is younger, over its own days. Columns
 * `sku_id` and `per_day`.
 */
export function soldPerDaySql(clock: Clock, tenantId: string, skuIds: SQL): SQL {
  const now = clock.now();
  return sql`
    select s.id as sku_id, coalesce(sum(r.quantity), 0)::float8 / least(${lookBackDays}::float8,
      greatest(1, extract(epoch from ${now.toISOString()}::timestamptz - s.created_at) / 86400)) as per_day
    from sku s left join reservation r on r.tenant_id = s.tenant_id and r.sku_id = s.id and r.state in ('open', 'short', 'consumed')
      and r.created_at >= ${soldSince(clock).toISOString()}
    where s.tenant_id = ${tenantId} and s.id in (${skuIds}) group by s.tenant_id, s.id`;
}

export async function soldPerDay(tx: Tx, clock: Clock, tenantId: string, skuIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const ids = sql`select unnest(${sql.param([...skuIds])}::text[])`;
  const { rows } = await tx.execute<{ sku_id: string; per_day: number }>(soldPerDaySql(clock, tenantId, ids));
  return new Map(rows.map((row) => [row.sku_id, round(Number(row.per_day), 100)]));
}

/** How many days `units` last; null when nothing is sold, 0 when nothing is left. */
export function daysOfCover(units: number, perDay: number): number | null {
  return perDay > 0 ? round(Math.max(0, units) / perDay, 10) : null;
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
