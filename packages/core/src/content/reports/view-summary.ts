import type { Tx } from '@shopfleet/db';
import { type MeasuredAccount, measureAccounts } from './board-query.ts';
import type { Figures } from './figures-query.ts';
import type { ReportPeriods } from './period.ts';
import { sumFigures } from './sum-figures.ts';
import { readSummaryDays } from './summary-days.ts';
import type { Summary } from './summary-shape.ts';
import { readTopVideos } from './summary-videos.ts';
import { figuresView } from './view-board.ts';

/** All accounts together, by outlet and by group, with the best and the falling videos. */
export async function viewSummary(
  tx: Tx,
  question: { tenantId: string; now: Date; periods: ReportPeriods; group: string | undefined; top: number },
): Promise<Summary> {
  const { tenantId, now, periods, group, top } = question;
  const everything = { sort: 'outlet', order: 'asc', cursor: undefined, limit: undefined } as const;
  const rows = await measureAccounts(tx, { tenantId, now, periods, filter: { group }, ...everything });
  const accounts = rows.filter(({ account }) => account.accountId !== null);
  const ahead = accounts.reduce<MeasuredAccount | undefined>(
    (first, row) => (first?.period && row.period && first.period.to >= row.period.to ? first : row),
    undefined,
  );
  const today = now.toISOString().slice(0, 10);
  const byOutlet = [...Map.groupBy(rows, ({ account }) => account.outletId ?? '').values()].map(outletOf);
  const byGroup = [...Map.groupBy(rows, ({ account }) => account.group).entries()].map(([name, own]) => ({ group: name, ...partOf(own) }));
  return {
    period: ahead?.period ?? { from: today, to: today },
    comparedPeriod: ahead?.compared?.period ?? null,
    ...partOf(rows),
    statuses: countStatuses(rows),
    days: await readSummaryDays(tx, tenantId, accounts),
    outlets: byOutlet
      .filter(({ outletId }) => outletId !== '')
      .sort(byViews)
      .slice(0, top),
    outletCount: byOutlet.filter(({ outletId }) => outletId !== '').length,
    groups: byGroup.sort((a, b) => (a.group < b.group ? -1 : 1)),
    ...(await readTopVideos(tx, tenantId, accounts, top)),
  };
}

function partOf(rows: readonly MeasuredAccount[]) {
  const own = rows.flatMap(({ figures }) => figures ?? []);
  const compared = rows.flatMap((row): Figures[] => (row.compared ? [row.compared.figures] : []));
  return {
    accounts: own.length,
    figures: figuresView(sumFigures(own)),
    compared: compared.length > 0 ? figuresView(sumFigures(compared)) : null,
  };
}

function outletOf(rows: readonly MeasuredAccount[]) {
  const { outletId, outletCode, outletName, group } = rows[0]?.account ?? { outletId: null, outletCode: '', outletName: '', group: '' };
  return { outletId: outletId ?? '', outletCode, outletName, group, ...partOf(rows) };
}

function byViews(a: { figures: { views: number | null } }, b: { figures: { views: number | null } }): number {
  return (b.figures.views ?? Number.NEGATIVE_INFINITY) - (a.figures.views ?? Number.NEGATIVE_INFINITY) || 0;
}

function countStatuses(rows: readonly MeasuredAccount[]): Summary['statuses'] {
  const counts = { NOT_CONNECTED: 0, CONNECTED: 0, NEED_RECONNECT: 0, EXPIRED: 0, ERROR: 0 };
  for (const { account } of rows) counts[account.status] += 1;
  return counts;
}
