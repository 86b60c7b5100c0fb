import type { contentReportRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { type SQL, sql } from 'drizzle-orm';
import { decodeCursor } from '../../edge/index.ts';
import { type Figures, figureSorts, figuresColumns, figuresJoin, periodColumns, toFigures } from './figures-query.ts';
import type { Period, ReportPeriods } from './period.ts';
import { type AccountFilter, type RawReportAccount, type ReportAccount, reportAccounts, toReportAccount } from './report-account.ts';

export type BoardSort = (typeof contentReportRoutes.boardSorts)[number];

/** A row of the board before its pictures: who it is, and what its period comes to. */
export interface MeasuredAccount {
  readonly account: ReportAccount;
  /** Undefined for an outlet without an account. */
  readonly period: Period | undefined;
  readonly figures: Figures | undefined;
  readonly compared: { readonly period: Period; readonly figures: Figures } | undefined;
  /** What the list is sorted by, with the id as the second key. */
  readonly sortKey: string | number | null;
}

export interface MeasureRequest {
  readonly tenantId: string;
  readonly now: Date;
  readonly filter: AccountFilter;
  readonly periods: ReportPeriods;
  readonly sort: BoardSort;
  readonly order: 'asc' | 'desc';
  readonly cursor: string | undefined;
  /** Undefined for all. */
  readonly limit: number | undefined;
}

const instantKey = (column: SQL) => sql`extract(epoch from ${column})::float8`;
const textSorts: Partial<Record<BoardSort, SQL>> = {
  outlet: sql`nullif(lower(p.outlet_code), '')`,
  group: sql`nullif(lower(p.group_name), '')`,
  pic: sql`nullif(lower(p.pic_name), '')`,
  account: sql`nullif(lower(p.handle), '')`,
};
const sorts: Readonly<Record<BoardSort, SQL>> = {
  ...(textSorts as Required<Pick<typeof textSorts, 'outlet' | 'group' | 'pic' | 'account'>>),
  // The most urgent first.
  status: sql`array_position(array['NEED_RECONNECT', 'EXPIRED', 'ERROR', 'NOT_CONNECTED', 'CONNECTED'], p.status)::float8`,
  lastSync: instantKey(sql`p.last_sync_at`),
  tokenEnd: instantKey(sql`p.token_ends_at`),
  ...figureSorts,
};
/** The columns that a reader wants to see upwards unless they say otherwise: names, and ends that come near. */
const upwards = new Set<BoardSort>(['outlet', 'group', 'pic', 'account', 'status', 'lastSync', 'tokenEnd']);

export function orderOf(sort: BoardSort, order: 'asc' | 'desc' | undefined): 'asc' | 'desc' {
  return order ?? (upwards.has(sort) ? 'asc' : 'desc');
}

/** Accounts with the figures of their period, sorted; rows without a value last. One more than `limit`, to see whether there are more. */
export async function measureAccounts(tx: Tx, request: MeasureRequest): Promise<MeasuredAccount[]> {
  const { tenantId, now, filter, periods, sort, cursor, limit } = request;
  const columns = periodColumns(periods);
  const comparison = columns.compared;
  const direction = request.order === 'asc' ? sql`asc` : sql`desc`;
  const key = textSorts[sort] ? sql`${sorts[sort]} collate "C"` : sorts[sort];
  const own = sql`${figuresColumns('own')}${comparison ? sql`, ${figuresColumns('compared')}` : sql``}`;
  const joins = sql`${figuresJoin('own', columns.from, columns.to)} ${comparison ? figuresJoin('compared', comparison.from, comparison.to) : sql``}`;
  const inOrder = sql`order by m.sort_key ${direction} nulls last, m.id`;
  const page = (rows: SQL) => sql`
    select m.* from (${rows}) m where ${cursor === undefined ? sql`true` : behind(request, cursor)}
    ${inOrder} ${limit === undefined ? sql`` : sql`limit ${limit + 1}`}`;
  const accounts = reportAccounts(tenantId, filter, now);
  // What does not depend on the figures is sorted first, so that only the page is measured.
  const query =
    sort in figureSorts
      ? page(sql`with p as materialized (${accounts}) select p.*, ${own}, ${key} as sort_key from p ${joins}`)
      : sql`with p as materialized (${page(sql`select p.*, ${key} as sort_key from (${accounts}) p`)})
        select m.* from (select p.*, ${own} from p ${joins}) m ${inOrder}`;
  const { rows } = await tx.execute<RawReportAccount & { sort_key: string | number | null }>(query);
  return rows.map((row) => {
    const measured = toFigures(row, 'own');
    const compared = toFigures(row, 'compared');
    return {
      account: toReportAccount(row),
      period: measured && { from: measured.from, to: measured.to },
      figures: measured?.figures,
      compared: compared && { period: { from: compared.from, to: compared.to }, figures: compared.figures },
      sortKey: row.sort_key,
    };
  });
}

function behind({ sort, order }: MeasureRequest, cursor: string): SQL {
  const [key = null, id = ''] = decodeCursor(cursor, 2);
  if (key === null) return sql`m.sort_key is null and m.id > ${String(id)}`;
  const isText = textSorts[sort] !== undefined;
  if (isText !== (typeof key === 'string')) throw new HubError('INVALID_CURSOR', { message: 'Start again without a cursor' });
  const value = isText ? sql`${key}::text collate "C"` : sql`${key}::float8`;
  const further = order === 'asc' ? sql`>` : sql`<`;
  return sql`(m.sort_key ${further} ${value} or (m.sort_key = ${value} and m.id > ${String(id)}) or m.sort_key is null)`;
}
