import type { operationRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';

export type Home = z.infer<(typeof operationRoutes.home.responses)[200]['content']['application/json']['schema']>;

const hourMs = 3_600_000;
/** An order whose deadline is nearer than this is late soon. */
const lateSoonMs = 4 * hourMs;
const shownHours = 24;

interface Numbers extends Record<string, unknown> {
  readonly [number: string]: number | null;
}

/** The numbers of the home screen. `today` is the last 24 hours: tenants have no time zone of their own yet. */
export async function viewHome(tx: Tx, tenantId: string, now: Date): Promise<Home> {
  const dayAgo = new Date(now.getTime() - 24 * hourMs);
  const counted = await countThings(tx, tenantId, now, dayAgo);
  const number = (name: string): number => counted[name] ?? 0;
  const guide = await readGuide(tx, tenantId);
  return {
    toShip: number('to_ship'),
    lateSoon: number('late_soon'),
    late: number('late'),
    printedToday: number('printed_today'),
    waitingJobs: number('waiting_jobs'),
    undecidedJobs: number('undecided_jobs'),
    shortfalls: number('shortfalls'),
    shopsNeedingCare: number('shops_needing_care'),
    printersNeedingCare: number('printers_needing_care'),
    ordersToday: number('orders_today'),
    eventToPaperP50Ms: counted.p50 ?? null,
    eventToPaperP95Ms: counted.p95 ?? null,
    hours: await readHours(tx, tenantId, now),
    guide,
  };
}

async function countThings(tx: Tx, tenantId: string, now: Date, dayAgo: Date): Promise<Numbers> {
  const of = (table: SQL, condition: SQL, name: string): SQL =>
    sql`(select count(*)::int from ${table} t where t.tenant_id = ${tenantId} and ${condition}) as ${sql.identifier(name)}`;
  const at = (instant: Date): SQL => sql`${instant.toISOString()}::timestamptz`;
  const due = sql`t.status in ('to_arrange', 'to_hand_over', 'partially_shipped') and t.ship_by_at`;
  const lateSoon = new Date(now.getTime() + lateSoonMs);
  const paper = sql`
    select extract(epoch from j.finished_at - o.created_at) * 1000 as ms from print_job j
    join orders o on o.tenant_id = j.tenant_id and o.id = j.order_id
    where j.tenant_id = ${tenantId} and j.state = 'confirmed' and j.document_kind = 'label' and j.reprint_of is null
      and j.created_at >= ${at(dayAgo)} and j.finished_at is not null`;
  const { rows } = await tx.execute<Numbers>(sql`
    select ${sql.join(
      [
        of(sql`orders`, sql`t.status in ('to_arrange', 'partially_shipped')`, 'to_ship'),
        of(sql`orders`, sql`${due} < ${at(now)}`, 'late'),
        of(sql`orders`, sql`${due} >= ${at(now)} and t.ship_by_at < ${at(lateSoon)}`, 'late_soon'),
        of(sql`orders`, sql`t.placed_at >= ${at(dayAgo)}`, 'orders_today'),
        of(sql`print_job`, sql`t.state = 'confirmed' and t.document_kind = 'label' and t.created_at >= ${at(dayAgo)}`, 'printed_today'),
        of(sql`print_job`, sql`t.state in ('queued', 'leased', 'received', 'sending', 'spooled')`, 'waiting_jobs'),
        of(sql`print_job`, sql`t.state = 'unknown'`, 'undecided_jobs'),
        of(sql`shortfall`, sql`t.resolved_at is null`, 'shortfalls'),
        of(
          sql`shop`,
          sql`t.is_active and exists (select from connection c where c.tenant_id = t.tenant_id and c.id = t.connection_id
            and c.status <> 'connected')`,
          'shops_needing_care',
        ),
        of(sql`printer`, sql`t.removed_at is null and not t.is_paused and t.state in ('stopped', 'unreachable')`, 'printers_needing_care'),
        sql`(select percentile_cont(0.5) within group (order by ms)::float8 from (${paper}) p) as p50`,
        sql`(select percentile_cont(0.95) within group (order by ms)::float8 from (${paper}) p) as p95`,
      ],
      sql`, `,
    )}`);
  return rows[0] ?? {};
}

/** Orders placed and labels printed in each of the last 24 hours, the oldest first. */
async function readHours(tx: Tx, tenantId: string, now: Date): Promise<Home['hours']> {
  const last = new Date(Math.floor(now.getTime() / hourMs) * hourMs);
  const first = new Date(last.getTime() - (shownHours - 1) * hourMs);
  const { rows } = await tx.execute<{ hour: string; orders: number; printed: number }>(sql`
    select h.hour, coalesce(o.count, 0)::int as orders, coalesce(p.count, 0)::int as printed
    from generate_series(${first.toISOString()}::timestamptz, ${last.toISOString()}::timestamptz, interval '1 hour') as h(hour)
    left join (select date_trunc('hour', placed_at, 'UTC') as hour, count(*) from orders
      where tenant_id = ${tenantId} and placed_at >= ${first.toISOString()}::timestamptz group by 1) o using (hour)
    left join (select date_trunc('hour', finished_at, 'UTC') as hour, count(*) from print_job
      where tenant_id = ${tenantId} and created_at >= ${first.toISOString()}::timestamptz and state = 'confirmed'
        and document_kind = 'label' group by 1) p using (hour)
    order by h.hour`);
  return rows.map((row) => ({ hour: new Date(row.hour).toISOString(), orders: row.orders, printed: row.printed }));
}

/** The steps of the first-run guide, and which of them are done. */
async function readGuide(tx: Tx, tenantId: string): Promise<Home['guide']> {
  const any = (table: SQL, condition: SQL = sql`true`): SQL =>
    sql`exists (select from ${table} t where t.tenant_id = ${tenantId} and ${condition})`;
  const { rows } = await tx.execute<Record<string, boolean>>(sql`
    select ${any(sql`shop`, sql`t.is_active`)} as shop, ${any(sql`sku`)} as sku, ${any(sql`agent`, sql`t.revoked_at is null`)} as agent,
      ${any(sql`printer`, sql`t.removed_at is null`)} as printer, ${any(sql`fulfil_rule`, sql`t.is_enabled`)} as rule,
      ${any(sql`print_job`, sql`t.state = 'confirmed' and t.document_kind = 'label'`)} as "first-label"`);
  const steps = ['shop', 'sku', 'agent', 'printer', 'rule', 'first-label'] as const;
  return steps.map((step) => ({ step, isDone: rows[0]?.[step] === true }));
}
