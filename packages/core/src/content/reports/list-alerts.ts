import type { contentOverviewRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type Alert, alertsOfAccount, alertsOfRun, type WatchedRun, watchedForMissing } from './alert-rules.ts';
import { measureAccounts } from './board-query.ts';

export type Alerts = z.infer<(typeof contentOverviewRoutes.listContentAlerts.responses)[200]['content']['application/json']['schema']>;

/** Everything that needs a person now, the critical first, and how many of each kind there are. */
export async function listAlerts(tx: Tx, { tenantId, now, limit }: { tenantId: string; now: Date; limit: number }): Promise<Alerts> {
  const everything = { filter: {}, sort: 'outlet', order: 'asc', cursor: undefined, limit: undefined } as const;
  const periods = { period: { days: watchedForMissing + 1 }, compared: undefined };
  const accounts = await measureAccounts(tx, { tenantId, now, periods, ...everything });
  const runs = await listWatchedRuns(tx, tenantId, now);
  const alerts = [...runs.flatMap((run) => alertsOfRun(run, now)), ...accounts.flatMap((row) => alertsOfAccount(row, now))];
  const sorted = [...alerts.filter(isCritical), ...alerts.filter((alert) => !isCritical(alert))];
  const kinds = Map.groupBy(sorted, ({ code, severity }) => `${code} ${severity}`);
  return {
    items: sorted.slice(0, limit),
    total: sorted.length,
    counts: [...kinds.values()].flatMap((own) => (own[0] ? [{ code: own[0].code, severity: own[0].severity, count: own.length }] : [])),
  };
}

const isCritical = ({ severity }: Alert): boolean => severity === 'critical';

interface RawRun extends Record<string, unknown> {
  id: string;
  kind: string;
  started_at: string;
  finished_at: string | null;
  total: number | null;
  failed: number;
}

/** Runs that are under way, and the last one of each job of the past day. */
async function listWatchedRuns(tx: Tx, tenantId: string, now: Date): Promise<WatchedRun[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<RawRun>(sql`
    select id, kind, started_at, finished_at, total, failed from (
      select r.*, row_number() over (partition by kind order by created_at desc) as place from run r
      where tenant_id = ${tenantId} and kind like 'content.%' and started_at is not null and created_at > ${at} - interval '2 days'
    ) r where finished_at is null or (place = 1 and finished_at > ${at} - interval '1 day') order by id`);
  return rows.map((row) => ({
    id: row.id,
    job: row.kind.slice('content.'.length),
    startedAt: new Date(row.started_at),
    finishedAt: row.finished_at === null ? undefined : new Date(row.finished_at),
    total: row.total ?? 0,
    failed: row.failed,
  }));
}
