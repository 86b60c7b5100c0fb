import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { monthStart, type OwnDay } from './own-day.ts';
import { expandVideoDays, type VideoDay, type VideoDayRow } from './video-days.ts';

interface RawDay extends Record<string, unknown> {
  day: string;
  is_key: boolean;
  nos: number[];
  views: (string | null)[];
  likes: (string | null)[];
  comments: (string | null)[];
  shares: (string | null)[];
}

const numbers = (column: readonly (string | null)[]) => column.map((value) => (value === null ? null : Number(value)));

/** The stored rows of an account from `from` to `to`, both included, in the order of their days. */
export async function readVideoDayRows(tx: Tx, accountId: string, { from, to }: { from: OwnDay; to: OwnDay }): Promise<VideoDayRow[]> {
  const { rows } = await tx.execute<RawDay>(sql`
    select day::text, is_key, nos, views, likes, comments, shares from content_video_day
    where account_id = ${accountId} and day between ${from}::date and ${to}::date order by day`);
  return rows.map((row) => ({
    day: row.day,
    isKey: row.is_key,
    nos: row.nos,
    views: numbers(row.views),
    likes: numbers(row.likes),
    comments: numbers(row.comments),
    shares: numbers(row.shares),
  }));
}

/** Writes the row of a day over what was there. */
export async function saveVideoDayRow(tx: Tx, tenantId: string, accountId: string, row: VideoDayRow): Promise<void> {
  const bigints = (column: readonly (number | null)[]) => sql`${sql.param([...column])}::bigint[]`;
  await tx.execute(sql`
    insert into content_video_day (tenant_id, account_id, day, is_key, nos, views, likes, comments, shares)
    values (${tenantId}, ${accountId}, ${row.day}::date, ${row.isKey}, ${sql.param([...row.nos])}::integer[], ${bigints(row.views)},
      ${bigints(row.likes)}, ${bigints(row.comments)}, ${bigints(row.shares)})
    on conflict (tenant_id, account_id, day) do update set is_key = excluded.is_key, nos = excluded.nos, views = excluded.views,
      likes = excluded.likes, comments = excluded.comments, shares = excluded.shares`);
}

/**
 * Every day from `from` to `to` (both included) that was read, with the full counters of all its videos, by their number. A day that
 * nobody read is not there.
 */
export async function readVideoDays(tx: Tx, accountId: string, { from, to }: { from: OwnDay; to: OwnDay }): Promise<VideoDay[]> {
  const rows = await readVideoDayRows(tx, accountId, { from: monthStart(from), to });
  return expandVideoDays(rows).filter(({ day }) => day >= from);
}
