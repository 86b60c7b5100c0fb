import { crashPoint } from '@shopfleet/kernel';
import type { AccountAccess, ContentCapability, ContentVideo } from '@shopfleet/platform-kit';
import { ownDay, recordVideoDay } from '../days/index.ts';
import { askForPictures } from './ask-for-pictures.ts';
import type { ReadingOutcome } from './reading-outcome.ts';
import { finishItem, type RunContext } from './run-context.ts';
import { type ItemClaim, type KeptPage, keepPage, readKeptPages, type SyncItem } from './sync-item-store.ts';

/** A page that does not lead on would be read for ever. */
const mostPages = 2_000;

/** Reads every page of an account's videos from where somebody left off, and records them as one day. */
export async function readVideos(
  context: RunContext,
  item: SyncItem,
  { content, access }: { content: ContentCapability; access: AccountAccess },
): Promise<ReadingOutcome> {
  const claim = context.claimOf(item);
  const kept = item.calls === 0 ? [] : await context.patiently(() => context.inTenant((tx) => readKeptPages(tx, claim)));
  const dayOf = (at: Date) => ownDay(at, item.timeZone);
  // What was read before midnight is not of today, and what is read after it not of yesterday: then everything is read again.
  const isOfToday = kept.every(({ readAt }) => dayOf(readAt) === dayOf(context.clock.now()));
  let reading = await readPages(context, claim, isOfToday ? kept : [], { content, access });
  if (reading !== 'lost' && dayOf(reading.firstAt) !== dayOf(reading.lastAt))
    reading = await readPages(context, claim, [], { content, access });
  if (reading === 'lost') return { kind: 'lost' };
  const { videos, calls, lastAt } = reading;
  const message = `${videos.length} videos in ${calls} calls`;
  const day = dayOf(lastAt);
  await context.ensureMonthOf(day);
  return finishItem(context, item, { state: 'done', calls, videos: videos.length, message }, async (tx) => {
    await recordVideoDay(tx, { ...claim, day, at: lastAt, isLate: context.isLate, videos });
    await askForPictures(tx, context, claim);
  });
}

interface PagesRead {
  readonly videos: readonly ContentVideo[];
  readonly calls: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

async function readPages(
  context: RunContext,
  claim: ItemClaim,
  kept: readonly KeptPage[],
  { content, access }: { content: ContentCapability; access: AccountAccess },
): Promise<PagesRead | 'lost'> {
  const pages = [...kept];
  const seenCursors = new Set(kept.map(({ nextCursor }) => nextCursor));
  const firstAt = kept[0]?.readAt;
  while (pages.length < mostPages) {
    const { videos, nextCursor } = await content.listVideos(access, pages.at(-1)?.nextCursor, context.signal);
    context.progress.called();
    const readAt = context.clock.now();
    const isLast = nextCursor === undefined || seenCursors.has(nextCursor);
    const page: KeptPage = { pageNo: pages.length, nextCursor: nextCursor ?? '', videos, readAt };
    pages.push(page);
    if (isLast) break;
    seenCursors.add(nextCursor);
    if (!(await context.patiently(() => context.inTenant((tx) => keepPage(tx, claim, page))))) return 'lost';
    crashPoint('content.after-page');
  }
  const lastAt = pages.at(-1)?.readAt ?? context.clock.now();
  // A video may stand on two pages when others came or went in between: the later page says how it is.
  const videos = new Map(pages.flatMap((page) => page.videos.map((video) => [video.externalId, video])));
  return { videos: [...videos.values()], calls: pages.length, firstAt: firstAt ?? pages[0]?.readAt ?? lastAt, lastAt };
}
