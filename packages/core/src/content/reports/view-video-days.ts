import type { contentReportRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { addCounters, gainOf } from '../days/gained-counters.ts';
import { readVideoDays, type VideoCounters } from '../days/index.ts';
import { readAccountDays } from './account-days.ts';
import { dayStateOf } from './definitions.ts';
import { addDays, daysOf } from './period.ts';
import { type AccountQuestion, requireAccount } from './report-deps.ts';
import { findFace, videoView } from './video-faces.ts';
import { lastKnownKey, readLastKnown } from './video-states.ts';

export type VideoDays = z.infer<(typeof contentReportRoutes.listContentVideoDays.responses)[200]['content']['application/json']['schema']>;

/** One video on every own day of the period, from its first reading on. Throws `NOT_FOUND`. */
export async function viewVideoDays(tx: Tx, question: AccountQuestion & { readonly videoId: string }): Promise<VideoDays> {
  const { tenantId, accountId, videoId } = question;
  const { account, period } = await requireAccount(tx, question);
  const face = await findFace(tx, tenantId, accountId, videoId);
  if (!face) throw new HubError('NOT_FOUND', { message: 'There is no such video' });
  const { no, ...shown } = face;
  const counted = new Map(
    (await readVideoDays(tx, accountId, period)).map(({ day, videos }): [string, VideoCounters | undefined] => [day, videos.get(no)]),
  );
  const read = (await readAccountDays(tx, tenantId, [{ accountId, period }])).get(accountId) ?? [];
  const readOn = new Map(read.map((day) => [day.day, day]));
  const isNew = await hasReadingBefore(tx, tenantId, accountId, shown.firstDay);
  const before = await readLastKnown(tx, tenantId, [{ accountId, no, day: addDays(period.from, -1) }]);
  let known = before.get(lastKnownKey(accountId, no));
  const days = daysOf(period).map((day): VideoDays['days'][number] => {
    const counters = counted.get(day);
    const isCounted = counters && (known !== undefined || (isNew && day === shown.firstDay));
    const gained = isCounted ? gainOf({ ...counters, postedAt: new Date(shown.postedAt) }, known, account.createdAt) : null;
    known = counters ?? known;
    const isGone = counted.has(day) && !counters;
    const state = dayStateOf(day, counted.has(day) ? readOn.get(day) : undefined, account);
    return { day, state: day < shown.firstDay ? 'none' : isGone ? 'gone' : state, counters: counters ?? null, gained };
  });
  const gains = days.flatMap(({ gained }) => gained ?? []);
  return { video: videoView(shown, gains.length > 0 ? gains.reduce(addCounters) : null), period, days };
}

/** Whether a video that was first seen on this day was new then, or came with the account's first reading. */
async function hasReadingBefore(tx: Tx, tenantId: string, accountId: string, day: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from content_video_day where tenant_id = ${tenantId} and account_id = ${accountId} and day < ${day}::date limit 1`);
  return rows.length > 0;
}
