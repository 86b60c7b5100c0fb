import { outletRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { accountStatusOf, outletStatusOf } from '../accounts/account-status.ts';
import { listContentAccounts } from '../accounts/account-store.ts';

type OutletSummary = z.infer<(typeof outletRoutes.summariseOutlets.responses)[200]['content']['application/json']['schema']>;

const hourMs = 3_600_000;

/** How many outlets each status and group holds, and how many authorisations end soon. */
export async function summariseOutlets(tx: Tx, now: Date): Promise<OutletSummary> {
  const { rows } = await tx.execute<{ id: string; group_name: string; is_archived: boolean }>(
    sql`select id, group_name, archived_at is not null as is_archived from outlet`,
  );
  const accounts = (await listContentAccounts(tx)).map((account) => ({
    ...account,
    status: accountStatusOf(account.connection, account, now),
  }));
  const ofOutlet = Map.groupBy(accounts, ({ outletId }) => outletId);
  const live = rows.filter((outlet) => !outlet.is_archived);
  const statusOf = ({ id }: { id: string }) => outletStatusOf((ofOutlet.get(id) ?? []).map(({ status }) => status));
  const byStatus = Map.groupBy(live, statusOf);
  const byGroup = Map.groupBy(live, (outlet) => outlet.group_name);
  const ends = accounts
    .filter(({ status }) => status === 'CONNECTED' || status === 'ERROR')
    .flatMap(({ connection }) => connection.refreshExpiresAt ?? []);
  const endsWithin = (hours: number) => ends.filter((at) => at.getTime() - now.getTime() < hours * hourMs).length;
  const statuses = outletRoutes.connectStatuses.map((status) => [status, byStatus.get(status)?.length ?? 0] as const);
  return {
    total: live.length,
    archived: rows.length - live.length,
    statuses: Object.fromEntries(statuses) as OutletSummary['statuses'],
    groups: [...byGroup]
      .map(([name, outlets]) => ({ name, outlets: outlets.length }))
      .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)),
    accounts: accounts.filter(({ status }) => status !== 'NOT_CONNECTED').length,
    endsWithin24h: endsWithin(24),
    endsWithin48h: endsWithin(48),
    endsWithin30d: endsWithin(30 * 24),
  };
}
