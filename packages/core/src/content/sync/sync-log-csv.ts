import { csvLines } from '../../edge/index.ts';
import type { ContentSyncDeps } from './sync-deps.ts';
import { listSyncLog, type SyncLogFilter, type SyncLogLine, type SyncLogView } from './sync-log-store.ts';

export function toLogView({ outletCode: _code, runAt, ...line }: SyncLogLine): SyncLogView {
  return { ...line, runAt: runAt.toISOString() };
}

const columns = [
  'runAt',
  'job',
  'status',
  'outletName',
  'handle',
  'message',
  'rawError',
  'durationMs',
  'runId',
  'accountId',
  'id',
] as const;
const rowsPerRead = 1_000;

/** The log as CSV, read page by page while the caller takes it. */
export async function* streamSyncLogCsv(
  deps: Pick<ContentSyncDeps, 'db'>,
  tenantId: string,
  filter: Omit<SyncLogFilter, 'before' | 'limit'>,
): AsyncGenerator<string, void> {
  yield csvLines([[...columns]]);
  let before: string | undefined;
  do {
    const lines = await deps.db.asTenant(tenantId, (tx) => listSyncLog(tx, { ...filter, before, limit: rowsPerRead }));
    yield csvLines(lines.map(toLogView).map((line) => columns.map((column) => String(line[column] ?? ''))));
    before = lines.length === rowsPerRead ? lines.at(-1)?.id : undefined;
  } while (before !== undefined);
}
