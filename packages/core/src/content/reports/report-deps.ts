import type { Database, Tx } from '@shopfleet/db';
import { type Clock, HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import type { BlobStore } from '../../files/index.ts';
import { type MeasuredAccount, measureAccounts } from './board-query.ts';
import type { Figures } from './figures-query.ts';
import type { Period, ReportPeriods } from './period.ts';
import type { ReportAccount } from './report-account.ts';

export interface ReportDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly files: BlobStore;
  readonly platforms: ReadonlyMap<string, Platform>;
}

/** A question about one account. */
export interface AccountQuestion {
  readonly tenantId: string;
  readonly accountId: string;
  readonly now: Date;
  readonly periods: ReportPeriods;
}

export interface AskedAccount {
  readonly account: ReportAccount & { readonly accountId: string };
  readonly period: Period;
  readonly figures: Figures;
  readonly compared: MeasuredAccount['compared'];
}

/** The account that a question is about, with its figures. Throws `NOT_FOUND`. */
export async function requireAccount(tx: Tx, { tenantId, accountId, now, periods }: AccountQuestion): Promise<AskedAccount> {
  const only = { filter: { accountId }, sort: 'outlet', order: 'asc', cursor: undefined, limit: undefined } as const;
  const [found] = await measureAccounts(tx, { tenantId, now, periods, ...only });
  if (!found?.period || !found.figures) throw new HubError('NOT_FOUND', { message: 'There is no such account' });
  return { account: { ...found.account, accountId }, period: found.period, figures: found.figures, compared: found.compared };
}
