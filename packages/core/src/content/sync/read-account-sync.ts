import type { contentRunRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { toContentRunView } from './content-run-row.ts';
import { listRunsOfAccount } from './content-run-store.ts';

const shownRuns = 6;

/** How far the sync of one account is. Throws `NOT_FOUND`. */
export async function readAccountSync(
  tx: Tx,
  tenantId: string,
  accountId: string,
): Promise<z.infer<typeof contentRunRoutes.contentAccountSyncSchema>> {
  const { rows } = await tx.execute<{ profile_at: string | null; videos_at: string | null; problem: string }>(
    sql`select profile_at, videos_at, problem from content_account where id = ${accountId}`,
  );
  const [account] = rows;
  if (!account) throw new HubError('NOT_FOUND', { message: 'There is no such account' });
  const runs = (await listRunsOfAccount(tx, tenantId, accountId, shownRuns)).map(toContentRunView);
  const instant = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  return {
    accountId,
    isRunning: runs.some(({ finishedAt }) => finishedAt === null),
    profileAt: instant(account.profile_at),
    videosAt: instant(account.videos_at),
    problem: account.problem,
    runs,
  };
}
