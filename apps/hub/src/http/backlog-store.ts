import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';

type Numbers = Readonly<Record<string, number>>;

async function countBy(tx: Tx, query: SQL, labels: readonly string[]): Promise<Numbers> {
  const { rows } = await tx.execute<{ label: string; count: number }>(query);
  return {
    ...Object.fromEntries(labels.map((label) => [label, 0])),
    ...Object.fromEntries(rows.map(({ label, count }) => [label, count])),
  };
}

const openPrintStates = ['queued', 'leased', 'received', 'sending', 'spooled'] as const;

/** Print jobs of all tenants that are not through, by state; `unknown` waits for a person. */
export function countPrintJobs(tx: Tx): Promise<Numbers> {
  const query = sql`
    select state as label, count(*)::int as count from print_job where state in ('queued', 'leased', 'received', 'sending', 'spooled') group by 1
    union all select 'unknown', count(*)::int from print_job where state = 'unknown'`;
  return countBy(tx, query, [...openPrintStates, 'unknown']);
}

/** Events of marketplaces that nothing came of yet (`pending`), and those set aside for a person (`parked`). */
export function countInboundEvents(tx: Tx): Promise<Numbers> {
  const query = sql`
    select 'pending' as label, count(*)::int as count from inbound_event where state = 'pending'
    union all select 'parked', count(*)::int from inbound_event where state = 'parked'`;
  return countBy(tx, query, ['pending', 'parked']);
}

/** Seconds that the oldest pending event has waited; 0 when none does. */
export async function oldestPendingEvent(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ seconds: number }>(sql`
    select coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as seconds from inbound_event where state = 'pending'`);
  return rows[0]?.seconds ?? 0;
}

export function countOpenRuns(tx: Tx): Promise<Numbers> {
  const query = sql`select status as label, count(*)::int as count from run where status in ('queued', 'running') group by 1`;
  return countBy(tx, query, ['queued', 'running']);
}

/** For each stream, how long ago the least recently read of the active shops was read, in seconds. */
export function oldestSyncs(tx: Tx): Promise<Numbers> {
  const query = sql`
    select c.stream as label, extract(epoch from now() - min((c.position->>'lastRunAt')::timestamptz))::float8 as count
    from sync_cursor c join shop s on s.tenant_id = c.tenant_id and s.id = c.shop_id
    where s.is_active and c.position->>'lastRunAt' is not null group by 1`;
  return countBy(tx, query, []);
}
