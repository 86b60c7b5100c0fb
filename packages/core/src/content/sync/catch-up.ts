import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { ownDay, ownHour } from '../days/index.ts';
import { contentRunJob } from './content-job-kinds.ts';
import { readNextRuns } from './content-schedules.ts';
import { requestContentRun } from './request-run.ts';
import { listContentTenants } from './schedule-store.ts';
import { type ContentSyncDeps, contentPlatform } from './sync-deps.ts';

/** From this hour on an account's own day draws to its end. */
export const eveningHour = 20;

/** A run that begins so shortly before midnight may not reach every account in time. */
const beforeMidnightMs = 30 * 60_000;

/**
 * True when an account's own day draws to its end, this part of it was not read on it, and the calendar will not come by before
 * midnight: the calendar of another zone stepped over the day when clocks were set, or nothing ran at its time.
 */
export function isDueInTheEvening(now: Date, timeZone: string, lastReadAt: Date | undefined, nextRunAt: Date | undefined): boolean {
  if (ownHour(now, timeZone) < eveningHour) return false;
  const today = ownDay(now, timeZone);
  if (lastReadAt !== undefined && ownDay(lastReadAt, timeZone) === today) return false;
  return nextRunAt === undefined || ownDay(new Date(nextRunAt.getTime() + beforeMidnightMs), timeZone) !== today;
}

interface Candidate extends Record<string, unknown> {
  id: string;
  tenant_id: string;
  time_zone: string;
  scopes: string[];
  profile_at: string | null;
  videos_at: string | null;
}

/** Accounts that can be read at all. System transaction. */
async function listCandidates(tx: Tx): Promise<Candidate[]> {
  const { rows } = await tx.execute<Candidate>(sql`
    select a.id, a.tenant_id, a.time_zone, a.profile_at, a.videos_at, c.scopes
    from content_account a join connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
    where a.disconnected_at is null and c.status in ('connected', 'expiring', 'error')`);
  return rows;
}

/** Asks for every account whose own day would go by without a reading. A run that is under way reads them anyway. */
export async function catchUp(deps: ContentSyncDeps): Promise<void> {
  const content = contentPlatform(deps.platforms)?.content;
  if (!content) return;
  const now = deps.clock.now();
  const nextRun = await readNextRuns(deps);
  const candidates = await deps.db.asSystem(listCandidates);
  for (const [tenantId, own] of Map.groupBy(candidates, (each) => each.tenant_id)) {
    for (const job of ['user', 'video'] as const) {
      const next = nextRun(tenantId, job);
      if (next === 'paused') continue;
      const due = own.filter((each) => {
        const granted = content.granted(each.scopes);
        const at = job === 'user' ? each.profile_at : each.videos_at;
        return (
          (job === 'user' ? granted.profile : granted.videos) &&
          isDueInTheEvening(now, each.time_zone, at === null ? undefined : new Date(at), next)
        );
      });
      const accountIds = due.map(({ id }) => id);
      if (accountIds.length > 0) await requestContentRun(deps, { tenantId, job, accountIds, isCatchUp: true, requestedBy: 'calendar' });
    }
  }
}

/** A run whose job went to the dead letters, or was lost with a restored queue, gets a new one. */
export async function reviveRuns(deps: Pick<ContentSyncDeps, 'db' | 'jobs'>): Promise<void> {
  for (const tenantId of await deps.db.asSystem(listContentTenants)) {
    await deps.db.asTenant(tenantId, async (tx) => {
      const { rows } = await tx.execute<{ id: string }>(
        sql`select id from run where tenant_id = ${tenantId} and kind like 'content.%' and finished_at is null`,
      );
      // A job that is running keeps the new one waiting behind it, and then there is nothing left to do.
      for (const { id } of rows) await deps.jobs.enqueue(tx, contentRunJob, tenantId, { runId: id }, { dedupeKey: id });
    });
  }
}
