import type { Tx } from '@shopfleet/db';
import { contentPicturesJob } from './content-job-kinds.ts';
import { findMissingPictures } from './keep-pictures.ts';
import type { RunContext } from './run-context.ts';
import type { ItemClaim } from './sync-item-store.ts';

/** The pictures of a big run wait until it is over, or nearly: nothing may slow it down, and their addresses live for hours. */
const afterBigRunMs = 15 * 60_000;

/** Asks, once, for the pictures of an account that are not kept yet; they are fetched when nothing else is to be done. */
export async function askForPictures(
  tx: Tx,
  { deps, clock, isForOneAccount }: RunContext,
  { tenantId, accountId }: ItemClaim,
): Promise<void> {
  if (!deps.fetchPicture || (await findMissingPictures(tx, accountId, 1)).length === 0) return;
  const startAfter = isForOneAccount ? {} : { startAfter: new Date(clock.now().getTime() + afterBigRunMs) };
  await deps.jobs.enqueue(tx, contentPicturesJob, tenantId, { accountId }, { dedupeKey: accountId, priority: -50, ...startAfter });
}
