import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { Stream } from './cursor-store.ts';

export type ReadStatus = 'succeeded' | 'failed' | 'skipped';

export interface NewSyncLogLine {
  readonly tenantId: string;
  readonly shopId: string;
  readonly stream: Stream;
  readonly runId: string | undefined;
  readonly status: ReadStatus;
  readonly processed: number;
  readonly failed: number;
  readonly message: string;
  /** Must hold no secret: `rawErrorOf`. */
  readonly rawError: string;
  readonly durationMs: number;
}

/** Notes one read of a stream of a shop. */
export async function addSyncLog(tx: Tx, clock: Clock, line: NewSyncLogLine): Promise<void> {
  const at = clock.now();
  const message = line.message.replaceAll('\0', '').slice(0, 500).toWellFormed();
  await tx.execute(sql`
    insert into sync_log (tenant_id, id, shop_id, stream, run_id, status, processed, failed, message, raw_error, duration_ms, at)
    values (${line.tenantId}, ${newId('syncLog', at.getTime())}, ${line.shopId}, ${line.stream}, ${line.runId ?? null}, ${line.status},
      ${line.processed}, ${line.failed}, ${message}, ${line.rawError}, ${Math.round(line.durationMs)}, ${at.toISOString()})`);
}

export interface SyncLogFilter {
  readonly shopId?: string | undefined;
  readonly stream?: Stream | undefined;
  readonly status?: ReadStatus | undefined;
  readonly from?: string | undefined;
  /** The id of the last line that was shown. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface SyncLogRow extends Record<string, unknown> {
  readonly id: string;
  readonly shop_id: string;
  readonly shop_name: string | null;
  readonly platform: string | null;
  readonly stream: Stream;
  readonly run_id: string | null;
  readonly status: ReadStatus;
  readonly processed: number;
  readonly failed: number;
  readonly message: string;
  readonly raw_error: string;
  readonly duration_ms: number;
  readonly at: string;
}

/** Reads of streams, the newest first. */
export async function listSyncLog(tx: Tx, { shopId, stream, status, from, before, limit }: SyncLogFilter): Promise<SyncLogRow[]> {
  const { rows } = await tx.execute<SyncLogRow>(sql`
    select l.id, l.shop_id, s.name as shop_name, s.platform, l.stream, l.run_id, l.status, l.processed, l.failed, l.message, l.raw_error,
      l.duration_ms, l.at
    from sync_log l left join shop s on s.tenant_id = l.tenant_id and s.id = l.shop_id
    where true
      ${shopId === undefined ? sql`` : sql`and l.shop_id = ${shopId}`}
      ${stream === undefined ? sql`` : sql`and l.stream = ${stream}`}
      ${status === undefined ? sql`` : sql`and l.status = ${status}`}
      ${from === undefined ? sql`` : sql`and l.at >= ${from}::timestamptz and l.id >= ${newId('syncLog', Math.max(0, Date.parse(from) - 1))}`}
      ${before === undefined ? sql`` : sql`and l.id < ${before}`}
    order by l.id desc limit ${limit}`);
  return rows;
}

/** Removes up to `limit` lines from before an instant; answers how many. Ids sort by time, so no other index is needed. */
export async function forgetSyncLog(tx: Tx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from sync_log where (tenant_id, id) in (
      select tenant_id, id from sync_log where id < ${newId('syncLog', before.getTime())} order by id limit ${limit})`);
  return rowCount ?? 0;
}
