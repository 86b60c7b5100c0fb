import type { Database, Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import { archiveDays } from '../archive/index.ts';
import { ensureMonths, type OwnDay } from '../days/index.ts';
import { readContentSettings } from './content-settings.ts';
import { listContentTenants } from './schedule-store.ts';
import type { ContentSyncDeps } from './sync-deps.ts';

const batchRows = 2_000;
/** Who was read without trouble, and in which run, is kept for so long; runs and what went wrong longer. */
const keepItemsDays = 35;
const keepLogDays = 180;

/** The daily upkeep: months ahead, and what nobody wants to keep. */
export async function keepContentTidy(deps: Pick<ContentSyncDeps, 'db' | 'clock' | 'files'>): Promise<void> {
  const now = deps.clock.now();
  await ensureMonths(deps.db, { from: now });
  for (const tenantId of await deps.db.asSystem(listContentTenants)) await keepTenantTidy(deps, tenantId, now);
}

async function keepTenantTidy(deps: Pick<ContentSyncDeps, 'db' | 'files'>, tenantId: string, now: Date): Promise<void> {
  const { db } = deps;
  const { keepVideoDaysMonths, keepProfileDaysMonths, isArchiving } = await db.asTenant(tenantId, readContentSettings);
  const forget = (work: (tx: Tx) => Promise<number>) => inBatches(db, tenantId, work);
  // Whole months: what stays begins with a key row, so that it can be read.
  for (const [kind, months] of [['videos', keepVideoDaysMonths] as const, ['accounts', keepProfileDaysMonths] as const]) {
    if (months === null) continue;
    const before = firstKeptDay(now, months);
    if (isArchiving) await archiveDays(deps, { tenantId, kind, before });
    else await forget((tx) => deleteDays(tx, kind === 'videos' ? sql`content_video_day` : sql`content_day`, before));
  }
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  await forget((tx) =>
    deleteRows(
      tx,
      sql`content_sync_item`,
      sql`run_id in (
      select id from run where kind like 'content.%' and finished_at < ${before(keepItemsDays)})`,
      sql`tenant_id, run_id, account_id`,
    ),
  );
  await forget((tx) =>
    deleteRows(
      tx,
      sql`content_sync_log`,
      sql`run_at < ${before(keepLogDays)}
    or run_at < ${before(keepItemsDays)} and status = 'succeeded' and account_id is not null`,
      sql`tenant_id, id`,
    ),
  );
  await forget((tx) => deleteRows(tx, sql`run`, sql`kind like 'content.%' and finished_at < ${before(keepLogDays)}`, sql`tenant_id, id`));
}

/** The first day of the month that many months ago: the current month and so many full ones before it are kept. */
export function firstKeptDay(now: Date, months: number): OwnDay {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

const deleteDays = (tx: Tx, table: SQL, before: OwnDay) =>
  deleteRows(tx, table, sql`day < ${before}::date`, sql`tenant_id, account_id, day`);

async function deleteRows(tx: Tx, table: SQL, condition: SQL, key: SQL): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from ${table} where (${key}) in (select ${key} from ${table} where ${condition} limit ${batchRows})`);
  return rowCount ?? 0;
}

/** Small transactions, so that nobody waits for a big one. */
async function inBatches(db: Database, tenantId: string, work: (tx: Tx) => Promise<number>): Promise<void> {
  while ((await db.asTenant(tenantId, work)) > 0);
}
