import { stockRoutes } from '@shopfleet/contracts';
import type { Database, Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../../audit/index.ts';
import { callerOf, decodeCursor, type HubApp, toPage } from '../../edge/index.ts';
import type { StockDeps } from '../stock-deps.ts';
import { daysOfCover, soldPerDaySql } from './sold-lately.ts';

interface LowRow extends Record<string, unknown> {
  readonly sku_id: string;
  readonly code: string;
  readonly name: string;
  readonly threshold: number;
  readonly ats: number;
  readonly per_day: number;
  readonly since: string;
  readonly is_acknowledged: boolean;
  /** Sorts: days of cover, those without sales last. */
  readonly days: number;
}

/** What is running out, and who takes care of it. */
export function registerLowStockRoutes(app: HubApp, deps: StockDeps & { readonly db: Database }): void {
  app.openapi(stockRoutes.listLowStock, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor } = c.req.valid('query');
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const rows = await deps.db.asTenant(tenantId, (tx) => listLow(tx, deps, { tenantId, after, limit }));
    return c.json(
      toPage(rows, limit, toLowStock, (row) => [Number(row.days), row.sku_id]),
      200,
    );
  });
  app.openapi(stockRoutes.acknowledgeLowStock, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { skuIds } = c.req.valid('json');
    const acknowledged = await deps.db.asTenant(tenantId, async (tx) => {
      const { rows } = await tx.execute<{ sku_id: string }>(sql`
        update low_stock_alert set acknowledged_at = ${deps.clock.now().toISOString()}
        where tenant_id = ${tenantId} and sku_id = any(${sql.param(skuIds)}::text[]) and resolved_at is null and acknowledged_at is null
        returning sku_id`);
      for (const { sku_id } of rows) {
        await recordAudit(tx, deps.clock, tenantId, { actor, action: 'low-stock.acknowledged', subject: { kind: 'sku', id: sku_id } });
      }
      return rows.length;
    });
    return c.json({ acknowledged }, 200);
  });
}

async function listLow(
  tx: Tx,
  { clock }: StockDeps,
  { tenantId, after, limit }: { tenantId: string; after: readonly unknown[] | undefined; limit: number },
): Promise<LowRow[]> {
  const open = sql`select a.sku_id from low_stock_alert a where a.tenant_id = ${tenantId} and a.resolved_at is null`;
  const behind = after === undefined ? sql`` : sql`where (days, sku_id) > (${Number(after[0])}::float8, ${String(after[1])})`;
  const { rows } = await tx.execute<LowRow>(sql`
    select * from (
      select a.sku_id, s.code, s.name, a.threshold, a.since, a.acknowledged_at is not null as is_acknowledged, d.per_day, l.ats,
        case when d.per_day > 0 then greatest(0, l.ats) / d.per_day else 1e9 end as days
      from low_stock_alert a join sku s on s.tenant_id = a.tenant_id and s.id = a.sku_id
      join (${soldPerDaySql(clock, tenantId, open)}) d on d.sku_id = a.sku_id
      join lateral (select (sum(v.on_hand - v.reserved - v.promo_held) - s.safety_stock)::int as ats from stock_level v
        where v.tenant_id = s.tenant_id and v.sku_id = s.id) l on true
      where a.tenant_id = ${tenantId} and a.resolved_at is null) low
    ${behind} order by days, sku_id limit ${limit + 1}`);
  return rows;
}

function toLowStock(row: LowRow) {
  const perDay = Math.round(Number(row.per_day) * 100) / 100;
  return {
    skuId: row.sku_id,
    code: row.code,
    name: row.name,
    lowStockAt: row.threshold,
    ats: row.ats,
    soldPerDay: perDay,
    daysOfCover: daysOfCover(row.ats, perDay),
    since: new Date(row.since).toISOString(),
    isAcknowledged: row.is_acknowledged,
  };
}
