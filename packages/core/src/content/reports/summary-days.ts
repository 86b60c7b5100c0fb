import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { MeasuredAccount } from './board-query.ts';
import { addDays, daysOf, earliestOf, latestOf } from './period.ts';
import type { Summary } from './summary-shape.ts';

type SummaryDay = Summary['days'][number];

interface RawDay extends Record<string, unknown> {
  day: string;
  accounts_read: number;
  followers_change: number | null;
  views: number | null;
}

const lookBackDays = 45;

/** What all accounts together gained on each own day, and how many of them were read, or missed. */
export async function readSummaryDays(tx: Tx, tenantId: string, accounts: readonly MeasuredAccount[]): Promise<SummaryDay[]> {
  const asked = accounts.flatMap(({ account, period }) => (account.accountId !== null && period ? [{ ...account, period }] : []));
  const from = earliestOf(asked.map(({ period }) => period.from));
  const to = latestOf(asked.map(({ period }) => period.to));
  if (from === undefined || to === undefined) return [];
  const { rows } = await tx.execute<RawDay>(sql`
    select day::text, count(*)::int as accounts_read, sum(change)::float8 as followers_change, sum(gained_views)::float8 as views
    from (
      select r.f, r.t, d.day, d.gained_views, d.followers - lag(d.followers) over known as change
      from unnest(${sql.param(asked.map(({ id }) => id))}::text[], ${sql.param(asked.map(({ period }) => period.from))}::date[],
        ${sql.param(asked.map(({ period }) => period.to))}::date[]) as r (account_id, f, t)
      join content_day d on d.tenant_id = ${tenantId} and d.account_id = r.account_id
      where d.day between ${addDays(from, -lookBackDays)}::date and ${to}::date
      window known as (partition by d.account_id, d.followers is null order by d.day)
    ) days
    where day between f and t group by day`);
  const read = new Map(rows.map((row) => [row.day, row]));
  return daysOf({ from, to }).map((day) => {
    const due = asked.filter(({ period, since, until, today }) => {
      const isIn = day >= period.from && day <= period.to;
      return isIn && day > since && day < today && (until === null || day < until);
    }).length;
    const row = read.get(day);
    return {
      day,
      accountsRead: row?.accounts_read ?? 0,
      accountsMissing: Math.max(0, due - (row?.accounts_read ?? 0)),
      followersChange: row?.followers_change ?? null,
      views: row?.views ?? null,
    };
  });
}
