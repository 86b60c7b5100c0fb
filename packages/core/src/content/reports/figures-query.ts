import { type SQL, sql } from 'drizzle-orm';
import { engagementRate, type Growth, growthOf, type KnownDay } from './definitions.ts';
import type { ReportPeriods } from './period.ts';

/** What an account's days of a period come to. Null is "not known". */
export interface Figures {
  readonly followers: number | null;
  readonly growth: Growth | undefined;
  /** What the growth counts from. */
  readonly followersAtStart: number | null;
  readonly gained: { readonly views: number; readonly likes: number; readonly comments: number; readonly shares: number } | null;
  readonly engagementRate: number | null;
  readonly videosPosted: number;
  readonly readDays: number;
  readonly lateDays: number;
  readonly missingDays: number;
}

/** Known days further back than this are looked for only when there is none nearer: it saves opening the months before. */
const nearDays = 45;

/** From and to of the asked or compared period for the account `p`, as SQL; undefined when nothing is compared. */
export function periodColumns({ period, compared }: ReportPeriods): { from: SQL; to: SQL; compared?: { from: SQL; to: SQL } } {
  const fixed = (day: string) => sql`${day}::date`;
  const range =
    'days' in period
      ? { from: sql`(p.today - ${period.days - 1}::integer)`, to: sql`p.today` }
      : { from: fixed(period.from), to: fixed(period.to) };
  if (compared === undefined) return range;
  if (compared !== 'previous') return { ...range, compared: { from: fixed(compared.from), to: fixed(compared.to) } };
  const days = sql`(${range.to} - (${range.from}) + 1)`;
  return { ...range, compared: { from: sql`${range.from} - ${days}`, to: sql`${range.from} - 1` } };
}

/**
 * The raw figures of the account `p` over [`from`, `to`], as a lateral join. The account's days are added up; the followers before the
 * period are those of the nearest known day, however far back.
 */
export function figuresJoin(name: string, from: SQL, to: SQL): SQL {
  const own = sql`d.tenant_id = p.tenant_id and d.account_id = p.account_id`;
  const known = (direction: SQL, what: SQL) =>
    sql`(array_agg(${what} order by d.day ${direction}) filter (where d.followers is not null))[1]`;
  const before = (reach: SQL) => sql`
    left join lateral (select d.day, d.followers from content_day d
      where ${own} and d.day < x.f and ${reach} and d.followers is not null order by d.day desc limit 1)`;
  return sql`
    left join lateral (
      select x.f::text as "from", x.t::text as "to", s.*, coalesce(near.day, far.day)::text as before_day,
        coalesce(near.followers, far.followers)::float8 as before_followers, n.posted,
        greatest(0, x.last_due - x.first_due + 1 - s.due_read) as missing_days
      from (select ${from} as f, ${to} as t, greatest(${from}, p.since + 1) as first_due,
          least(${to}, p.today - 1, p.until - 1) as last_due) x
      cross join lateral (
        select sum(d.gained_views)::float8 as views, sum(d.gained_likes)::float8 as likes, sum(d.gained_comments)::float8 as comments,
          sum(d.gained_shares)::float8 as shares, count(*)::int as read_days, (count(*) filter (where d.is_late))::int as late_days,
          (count(*) filter (where d.day between x.first_due and x.last_due))::int as due_read,
          (min(d.day) filter (where d.followers is not null))::text as first_day,
          (max(d.day) filter (where d.followers is not null))::text as last_day,
          ${known(sql`asc`, sql`d.followers::float8`)} as first_followers, ${known(sql`desc`, sql`d.followers::float8`)} as last_followers
        from content_day d where ${own} and d.day between x.f and x.t
      ) s
      ${before(sql`d.day >= x.f - ${nearDays}::integer`)} near on true
      ${before(sql`near.day is null and d.day < x.f - ${nearDays}::integer`)} far on true
      cross join lateral (select count(*)::int as posted from content_video v where v.tenant_id = p.tenant_id and v.account_id = p.account_id
        and v.posted_at >= x.f::timestamp at time zone p.time_zone and v.posted_at < (x.t + 1)::timestamp at time zone p.time_zone) n
    ) ${sql.identifier(name)} on p.account_id is not null`;
}

/** The columns of a figures join, named after it. */
export function figuresColumns(name: string): SQL {
  const f = sql.identifier(name);
  const columns = rawNames.map((column) => sql`${f}.${sql.identifier(column)} as ${sql.identifier(`${name}_${column}`)}`);
  return sql.join(columns, sql`, `);
}

const rawNames = [
  'from',
  'to',
  'views',
  'likes',
  'comments',
  'shares',
  'read_days',
  'late_days',
  'missing_days',
  'posted',
  'first_day',
  'first_followers',
  'last_day',
  'last_followers',
  'before_day',
  'before_followers',
] as const;

/** Figures of a row that `figuresColumns(name)` selected; undefined where there was no account. */
export function toFigures(
  row: Readonly<Record<string, unknown>>,
  name: string,
): { from: string; to: string; figures: Figures } | undefined {
  const of = (column: (typeof rawNames)[number]) => row[`${name}_${column}`];
  const number = (column: (typeof rawNames)[number]) => Number(of(column));
  const from = of('from');
  const to = of('to');
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  const knownDay = (day: unknown, value: unknown): KnownDay | undefined =>
    typeof day === 'string' && typeof value === 'number' ? { day, value } : undefined;
  const first = knownDay(of('first_day'), of('first_followers'));
  const last = knownDay(of('last_day'), of('last_followers'));
  const before = knownDay(of('before_day'), of('before_followers'));
  const growth = growthOf({ before, first, last });
  const gained =
    of('views') === null
      ? null
      : { views: number('views'), likes: number('likes'), comments: number('comments'), shares: number('shares') };
  return {
    from,
    to,
    figures: {
      followers: last?.value ?? before?.value ?? null,
      growth,
      followersAtStart: growth ? ((before ?? first)?.value ?? null) : null,
      gained,
      engagementRate: engagementRate(gained),
      videosPosted: number('posted'),
      readDays: number('read_days'),
      lateDays: number('late_days'),
      missingDays: number('missing_days'),
    },
  };
}

/** What the board sorts by, in the words of `figuresJoin('own', …)`. Follows `definitions.ts`; a test compares the orders. */
const startFollowers = sql`coalesce(own.before_followers, case when own.first_day < own.last_day then own.first_followers end)`;
export const figureSorts = {
  followers: sql`coalesce(own.last_followers, own.before_followers)`,
  growth: sql`own.last_followers - ${startFollowers}`,
  growthPercent: sql`(own.last_followers - ${startFollowers}) / nullif(${startFollowers}, 0)`,
  views: sql`own.views`,
  likes: sql`own.likes`,
  comments: sql`own.comments`,
  shares: sql`own.shares`,
  engagement: sql`case when own.views > 0 then (own.likes + own.comments + own.shares) / own.views end`,
  posted: sql`own.posted::float8`,
  missing: sql`own.missing_days::float8`,
} as const;
