import type { syncRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';
import type { RunRow } from './run-store.ts';

type RunView = z.infer<typeof syncRoutes.runSchema>;

/** A run as screens see it, with how far it is and how long it may still take. */
export function toRunView(row: RunRow, now: Date): RunView {
  const done = row.processed + row.failed;
  const isOver = row.finished_at !== null;
  const percent = isOver && row.status === 'succeeded' ? 100 : row.total ? Math.min(100, Math.round((done / row.total) * 1000) / 10) : null;
  const ranMs = row.started_at === null ? 0 : now.getTime() - new Date(row.started_at).getTime();
  const isCountable = !isOver && row.total !== null && done > 0;
  return {
    id: row.id,
    kind: row.kind,
    shopId: row.shop_id,
    status: row.status,
    processed: row.processed,
    total: row.total,
    percent,
    failed: row.failed,
    etaSeconds: isCountable ? Math.max(0, Math.round(((row.total ?? 0) - done) * (ranMs / done / 1_000))) : null,
    message: row.message,
    problems: row.problems,
    createdAt: new Date(row.created_at).toISOString(),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
  };
}
