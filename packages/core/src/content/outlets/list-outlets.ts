import type { ConnectStatus, outletRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import type { Platform } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../edge/index.ts';
import { accountStatusOf, outletStatusOf } from '../accounts/account-status.ts';
import { listContentAccounts } from '../accounts/account-store.ts';
import { accountView } from '../accounts/account-view.ts';
import { settledStatusOf } from '../accounts/settled-status.ts';
import { invitationStateOf } from './invitation-state.ts';
import { listLiveInvitations } from './invitation-store.ts';
import type { OutletRow } from './outlet-row.ts';
import { listOutletRows, type OutletFilter } from './outlet-store.ts';

export type OutletView = z.infer<typeof outletRoutes.outletSchema>;

export interface ViewDeps {
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly now: Date;
}

/** Outlets as the API shows them, with their accounts. */
export async function viewOutlets(tx: Tx, { platforms, now }: ViewDeps, outlets: readonly OutletRow[]): Promise<OutletView[]> {
  const ids = outlets.map(({ id }) => id);
  const accounts = Map.groupBy(await listContentAccounts(tx, ids), ({ outletId }) => outletId ?? '');
  const invitations = Map.groupBy(await listLiveInvitations(tx, ids, now), ({ outletId }) => outletId);
  return outlets.map((outlet) => {
    const own = accounts.get(outlet.id) ?? [];
    const status = outletStatusOf(own.map((account) => accountStatusOf(account.connection, account, now)));
    const settled = settledStatusOf(platforms, own, now);
    const links = (invitations.get(outlet.id) ?? []).filter((invitation) => invitationStateOf(invitation, settled, now) === 'open');
    return {
      id: outlet.id,
      code: outlet.code,
      name: outlet.name,
      picName: outlet.picName,
      picContact: outlet.picContact,
      groupName: outlet.groupName,
      timeZone: outlet.timeZone,
      status,
      accounts: own.map((account) => accountView(platforms, account, now)),
      openInvitations: links.length,
      version: outlet.version,
      createdAt: outlet.createdAt.toISOString(),
      updatedAt: outlet.updatedAt.toISOString(),
      archivedAt: outlet.archivedAt?.toISOString() ?? null,
    };
  });
}

const chunk = 500;

/**
 * One page of outlets. A status follows from an outlet's accounts and the clock, in one place and not in SQL: with that filter, outlets
 * are read on until the page is full.
 */
export async function listOutlets(
  tx: Tx,
  deps: ViewDeps,
  { status, ...filter }: OutletFilter & { readonly status?: ConnectStatus | undefined },
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ items: OutletView[]; nextCursor: string | null }> {
  const found: OutletView[] = [];
  const size = status === undefined ? limit + 1 : chunk;
  let after = cursor === undefined ? undefined : keyOf(decodeCursor(cursor, 2));
  for (let isMore = true; isMore && found.length <= limit; ) {
    const rows = await listOutletRows(tx, filter, { after, limit: size });
    const views = await viewOutlets(tx, deps, rows);
    found.push(...(status === undefined ? views : views.filter((view) => view.status === status)));
    const last = rows.at(-1);
    after = last && [last.code.toLowerCase(), last.id];
    isMore = rows.length === size && last !== undefined;
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? encodeCursor([last.code.toLowerCase(), last.id]) : null };
}

const keyOf = ([code, id]: readonly (string | number | null)[]): readonly [string, string] => [String(code), String(id)];
