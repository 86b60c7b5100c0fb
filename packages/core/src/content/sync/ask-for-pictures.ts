import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { contentPicturesJob } from './content-job-kinds.ts';
import type { ContentSyncDeps } from './sync-deps.ts';

/** Asks, once, for the pictures of an account that are not kept yet; they are fetched when nothing else is to be done. */
export async function askForPictures(
  tx: Tx,
  deps: Pick<ContentSyncDeps, 'jobs' | 'fetchPicture'>,
  { tenantId, accountId }: { tenantId: string; accountId: string },
): Promise<void> {
  if (!deps.fetchPicture) return;
  const { rows } = await tx.execute(sql`
    select from content_video where account_id = ${accountId} and cover_sha256 is null and gone_day is null and cover_url <> '' limit 1`);
  if (rows.length === 0) return;
  await deps.jobs.enqueue(tx, contentPicturesJob, tenantId, { accountId }, { dedupeKey: accountId, priority: -50 });
}
