import type { contentReportRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { ownDay, ownHour, readVideoDays } from '../days/index.ts';
import { median } from './definitions.ts';
import { addDays } from './period.ts';
import { type AccountQuestion, requireAccount } from './report-deps.ts';

export type BestTimes = z.infer<typeof contentReportRoutes.bestTimesSchema>;

/** A reading this many days late still counts for the age that was asked for. */
const lateByDays = 2;

/**
 * The median views that videos had `afterDays` own days after their posting, by the weekday and hour of the account at which they were
 * posted. A video counts when it was read on that day, or on one of the two after it. Throws `NOT_FOUND`.
 */
export async function viewBestTimes(tx: Tx, question: AccountQuestion & { readonly afterDays: number }): Promise<BestTimes> {
  const { tenantId, accountId, afterDays } = question;
  const { account, period } = await requireAccount(tx, question);
  const { timeZone } = account;
  const { rows } = await tx.execute<{ no: number; posted_ms: number }>(sql`
    select no, (extract(epoch from posted_at) * 1000)::float8 as posted_ms from content_video
    where tenant_id = ${tenantId} and account_id = ${accountId} and posted_at >= ${period.from}::date::timestamp at time zone ${timeZone}
      and posted_at < (${period.to}::date + 1)::timestamp at time zone ${timeZone}`);
  const until = addDays(period.to, afterDays + lateByDays);
  const read = new Map((await readVideoDays(tx, accountId, { from: period.from, to: until })).map(({ day, videos }) => [day, videos]));
  const cells = new Map<string, number[]>();
  for (const { no, posted_ms } of rows) {
    const postedAt = new Date(posted_ms);
    const due = addDays(ownDay(postedAt, timeZone), afterDays);
    const views = [0, 1, lateByDays].flatMap((late) => read.get(addDays(due, late))?.get(no)?.views ?? [])[0];
    if (views === undefined) continue;
    const cell = `${weekdayOf(ownDay(postedAt, timeZone))} ${ownHour(postedAt, timeZone)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), views]);
  }
  const counted = [...cells.values()].reduce((sum, views) => sum + views.length, 0);
  return {
    timeZone,
    afterDays,
    cells: [...cells].map(([cell, views]) => {
      const [weekday = 0, hour = 0] = cell.split(' ').map(Number);
      return { weekday, hour, medianViews: median(views), videos: views.length };
    }),
    videos: counted,
    leftOut: rows.length - counted,
  };
}

/** 1 is Monday, 7 Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
