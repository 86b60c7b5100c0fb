import type { ContentJob, contentRunRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { SyncItem } from './sync-item-store.ts';

export type SyncStatus = 'succeeded' | 'failed' | 'skipped';

interface LoggedRun {
  readonly tenantId: string;
  readonly runId: string;
  readonly job: ContentJob;
  readonly clock: Clock;
}

interface NewLine {
  /** The account; undefined for the line about the whole run. */
  readonly item?: Pick<SyncItem, 'accountId' | 'outletId'>;
  readonly status: SyncStatus;
  readonly message: string;
  readonly rawError: string;
  readonly durationMs: number;
}

export async function addSyncLog(tx: Tx, run: LoggedRun, line: NewLine): Promise<void> {
  const at = run.clock.now();
  await tx.execute(sql`
    insert into content_sync_log (tenant_id, id, run_id, outlet_id, account_id, job, status, message, raw_error, duration_ms, run_at)
    values (${run.tenantId}, ${newId('contentSyncLog', at.getTime())}, ${run.runId}, ${line.item?.outletId ?? null},
      ${line.item?.accountId ?? null}, ${run.job}, ${line.status}, ${storable(line.message, 500)}, ${storable(line.rawError, 1_000)},
      ${Math.round(line.durationMs)}, ${at.toISOString()})`);
}

const storable = (text: string, most: number) => text.replaceAll('\0', '').slice(0, most).toWellFormed();

export interface SyncLogLine {
  readonly id: string;
  readonly runId: string | null;
  readonly job: ContentJob;
  readonly outletId: string | null;
  readonly outletCode: string | null;
  readonly outletName: string | null;
  readonly accountId: string | null;
  readonly handle: string | null;
  readonly status: SyncStatus;
  readonly message: string;
  readonly rawError: string;
  readonly durationMs: number;
  readonly runAt: Date;
}

export type SyncLogView = z.infer<typeof contentRunRoutes.contentSyncLogSchema>;

export interface SyncLogFilter {
  readonly outletId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly job?: ContentJob | undefined;
  readonly status?: SyncStatus | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

interface RawLine extends Record<string, unknown> {
  id: string;
  run_id: string | null;
  job: ContentJob;
  outlet_id: string | null;
  outlet_code: string | null;
  outlet_name: string | null;
  account_id: string | null;
  handle: string | null;
  status: SyncStatus;
  message: string;
  raw_error: string;
  duration_ms: number;
  run_at: string;
}

/** What was read when and how it went, the newest first. */
export async function listSyncLog(tx: Tx, { outletId, accountId, job, status, before, limit }: SyncLogFilter): Promise<SyncLogLine[]> {
  const { rows } = await tx.execute<RawLine>(sql`
    select l.id, l.run_id, l.job, l.outlet_id, o.code as outlet_code, o.name as outlet_name, l.account_id, a.handle, l.status, l.message,
      l.raw_error, l.duration_ms, l.run_at
    from content_sync_log l
      left join outlet o on o.tenant_id = l.tenant_id and o.id = l.outlet_id
      left join content_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
    where true
      ${outletId === undefined ? sql`` : sql`and l.outlet_id = ${outletId}`}
      ${accountId === undefined ? sql`` : sql`and l.account_id = ${accountId}`}
      ${job === undefined ? sql`` : sql`and l.job = ${job}`}
      ${status === undefined ? sql`` : sql`and l.status = ${status}`}
      ${before === undefined ? sql`` : sql`and l.id < ${before}`}
    order by l.id desc limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    runId: row.run_id,
    job: row.job,
    outletId: row.outlet_id,
    outletCode: row.outlet_code,
    outletName: row.outlet_name,
    accountId: row.account_id,
    handle: row.handle,
    status: row.status,
    message: row.message,
    rawError: row.raw_error,
    durationMs: row.duration_ms,
    runAt: new Date(row.run_at),
  }));
}
