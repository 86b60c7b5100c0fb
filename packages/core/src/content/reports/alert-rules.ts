import type { contentOverviewRoutes } from '@shopfleet/contracts';
import type { z } from 'zod';
import type { MeasuredAccount } from './board-query.ts';

export type Alert = z.infer<typeof contentOverviewRoutes.contentAlertSchema>;
type Severity = Alert['severity'];

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Above the first it warns, above the second it is critical; for tokens it is below. */
const thresholds = {
  tokenHours: { warning: 48, critical: 24 },
  runMinutes: { warning: 15, critical: 20 },
  failurePercent: { warning: 5, critical: 10 },
  missingDays: { warning: 0, critical: 2 },
} as const;
/** The complete own days in which missing ones are looked for. */
export const watchedForMissing = 7;

function above(value: number, { warning, critical }: { warning: number; critical: number }): Severity | undefined {
  if (value > critical) return 'critical';
  return value > warning ? 'warning' : undefined;
}

/** What is wrong with an account that was measured over today and the seven days before. */
export function alertsOfAccount({ account, figures }: MeasuredAccount, now: Date): Alert[] {
  if (account.accountId === null || account.status === 'NOT_CONNECTED') return [];
  const about = {
    outletName: account.outletName,
    handle: account.handle,
    since: account.lastSyncAt?.toISOString() ?? null,
    link: { kind: 'account' as const, id: account.accountId },
  };
  if (account.status === 'NEED_RECONNECT' || account.status === 'EXPIRED')
    return [{ ...about, code: 'NEEDS_RECONNECT', severity: 'critical', params: { status: account.status } }];
  const alerts: Alert[] = [];
  const hours = account.tokenEndsAt ? (account.tokenEndsAt.getTime() - now.getTime()) / hourMs : Number.POSITIVE_INFINITY;
  if (account.tokenEndsAt && hours < thresholds.tokenHours.warning) {
    const severity = hours < thresholds.tokenHours.critical ? 'critical' : 'warning';
    const params = { hours: Math.max(0, Math.floor(hours)), endsAt: account.tokenEndsAt.toISOString() };
    alerts.push({ ...about, code: 'TOKEN_ENDS', severity, params });
  }
  const missing = figures?.missingDays ?? 0;
  const severity = above(missing, thresholds.missingDays);
  if (severity) alerts.push({ ...about, code: 'DAYS_MISSING', severity, params: { days: missing, ofDays: watchedForMissing } });
  return alerts;
}

export interface WatchedRun {
  readonly id: string;
  readonly job: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | undefined;
  readonly total: number;
  readonly failed: number;
}

/** What is wrong with a run, under way or over. */
export function alertsOfRun(run: WatchedRun, now: Date): Alert[] {
  const about = { outletName: '', handle: '', since: run.startedAt.toISOString(), link: { kind: 'run' as const, id: run.id } };
  const alerts: Alert[] = [];
  const minutes = ((run.finishedAt ?? now).getTime() - run.startedAt.getTime()) / minuteMs;
  const slow = above(minutes, thresholds.runMinutes);
  if (slow) alerts.push({ ...about, code: 'SYNC_SLOW', severity: slow, params: { minutes: Math.floor(minutes), job: run.job } });
  const percent = run.total === 0 ? 0 : (run.failed / run.total) * 100;
  const failing = above(percent, thresholds.failurePercent);
  if (failing) {
    const params = { percent: Math.round(percent * 10) / 10, failed: run.failed, total: run.total, job: run.job };
    alerts.push({ ...about, code: 'SYNC_FAILURES', severity: failing, params });
  }
  return alerts;
}
