import type { AccountAccess, ContentCapability } from '@shopfleet/platform-kit';
import { ownDay, recordProfileDay } from '../days/index.ts';
import { askForPictures } from './ask-for-pictures.ts';
import type { ReadingOutcome } from './reading-outcome.ts';
import { finishItem, type RunContext } from './run-context.ts';
import type { SyncItem } from './sync-item-store.ts';

/** Reads an account's profile and records it on its own day. */
export async function readProfile(
  context: RunContext,
  item: SyncItem,
  { content, access }: { content: ContentCapability; access: AccountAccess },
): Promise<ReadingOutcome> {
  const profile = await content.readProfile(access, context.signal);
  context.progress.called();
  const at = context.clock.now();
  const day = ownDay(at, item.timeZone);
  await context.ensureMonthOf(day);
  const message = profile.counters ? '' : 'Without counters: the account did not grant them';
  const claim = context.claimOf(item);
  return finishItem(context, item, { state: 'done', calls: 1, videos: 0, message }, async (tx) => {
    await recordProfileDay(tx, { ...claim, day, at, isLate: context.isLate, profile });
    await askForPictures(tx, context, claim);
  });
}
