import type { contentReportRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { layDays, readAccountDays } from './account-days.ts';
import { addDays } from './period.ts';
import { type AccountQuestion, type ReportDeps, requireAccount } from './report-deps.ts';
import { accountHead, figuresView } from './view-board.ts';

export type AccountReport = z.infer<(typeof contentReportRoutes.getContentAccount.responses)[200]['content']['application/json']['schema']>;
type ProfileCounters = NonNullable<AccountReport['now']>;

/** The page of one account. Throws `NOT_FOUND`. */
export async function viewAccount(tx: Tx, deps: Pick<ReportDeps, 'platforms'>, question: AccountQuestion): Promise<AccountReport> {
  const { tenantId, accountId } = question;
  const { account, period, figures, compared } = await requireAccount(tx, question);
  const daysIn = async (range: typeof period) =>
    layDays(range, (await readAccountDays(tx, tenantId, [{ accountId, period: range }])).get(accountId) ?? [], account);
  return {
    id: accountId,
    ...accountHead(account),
    externalId: account.externalId,
    bio: account.bio,
    isVerified: account.isVerified,
    connectedAt: (account.connectedAt ?? account.createdAt).toISOString(),
    disconnectedAt: account.disconnectedAt?.toISOString() ?? null,
    granted: { ...grantedTo(deps, account) },
    period,
    figures: figuresView(figures),
    now: await readProfileCounters(tx, tenantId, accountId, period.to),
    start: await readProfileCounters(tx, tenantId, accountId, addDays(period.from, -1)),
    days: await daysIn(period),
    compared: compared ? { period: compared.period, figures: figuresView(compared.figures), days: await daysIn(compared.period) } : null,
  };
}

function grantedTo({ platforms }: Pick<ReportDeps, 'platforms'>, account: { platform: string | null; scopes: readonly string[] }) {
  const content = platforms.get(account.platform ?? '')?.content;
  return content?.granted(account.scopes) ?? { profile: false, counters: false, videos: false };
}

/** The profile's counters as last known at the end of a day, however far back. */
export async function readProfileCounters(tx: Tx, tenantId: string, accountId: string, day: string): Promise<ProfileCounters | null> {
  const { rows } = await tx.execute<ProfileCounters & Record<string, unknown>>(sql`
    select d.day::text, d.followers::float8, d.following::float8, d.likes::float8, d.videos::float8 from content_day d
    where d.tenant_id = ${tenantId} and d.account_id = ${accountId} and d.day <= ${day}::date and d.followers is not null
    order by d.day desc limit 1`);
  return rows[0] ?? null;
}
