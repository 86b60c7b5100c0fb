import type { syncRoutes } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import type { Platform } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import { csvLines } from '../edge/index.ts';
import { listSyncLog, type SyncLogFilter, type SyncLogRow } from './sync-log-store.ts';

type SyncLogView = z.infer<typeof syncRoutes.syncLogLineSchema>;

interface ViewDeps {
  readonly db: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
}

export function toSyncLogView(row: SyncLogRow, platforms: ReadonlyMap<string, Platform>): SyncLogView {
  const platform = row.platform ?? '';
  return {
    id: row.id,
    shopId: row.shop_id,
    shopName: row.shop_name ?? row.shop_id,
    platform,
    platformTitle: platforms.get(platform)?.manifest.title ?? platform,
    stream: row.stream,
    runId: row.run_id,
    status: row.status,
    processed: row.processed,
    failed: row.failed,
    message: row.message,
    rawError: row.raw_error,
    durationMs: row.duration_ms,
    at: new Date(row.at).toISOString(),
  };
}

const columns = [
  'at',
  'platformTitle',
  'shopName',
  'stream',
  'status',
  'processed',
  'failed',
  'message',
  'rawError',
  'durationMs',
  'runId',
  'shopId',
  'id',
] as const;
const rowsPerRead = 1_000;

/** The log as CSV, read page by page while the caller takes it. */
export async function* streamSyncLogCsv(
  { db, platforms }: ViewDeps,
  tenantId: string,
  filter: Omit<SyncLogFilter, 'before' | 'limit'>,
): AsyncGenerator<string, void> {
  yield csvLines([[...columns]]);
  let before: string | undefined;
  do {
    const rows = await db.asTenant(tenantId, (tx) => listSyncLog(tx, { ...filter, before, limit: rowsPerRead }));
    const views = rows.map((row) => toSyncLogView(row, platforms));
    yield csvLines(views.map((view) => columns.map((column) => view[column] ?? '')));
    before = rows.length === rowsPerRead ? rows.at(-1)?.id : undefined;
  } while (before !== undefined);
}
