import { HubError } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { disconnectConnection, refreshNow } from '../../connections/index.ts';
import { announce } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { requireOutlet } from '../outlets/change-outlets.ts';
import { findOutlet } from '../outlets/outlet-store.ts';
import { requireTimeZone } from '../outlets/time-zone.ts';
import type { AccountRow } from './account-row.ts';
import { findContentAccount, markDisconnected, saveAccountSettings } from './account-store.ts';

type AccountDeps = Omit<ContentDeps, 'redirectUrl' | 'isGuessedCodeAllowed' | 'consentSecret' | 'publicUrl' | 'defaultTimeZone'>;
interface Who {
  readonly tenantId: string;
  readonly actor: Actor;
}

/** Throws `NOT_FOUND` for none. */
export function requireAccount(account: AccountRow | undefined): AccountRow {
  if (!account) throw new HubError('NOT_FOUND', { message: 'There is no such account' });
  return account;
}

/**
 * Gives an account another time zone, which its next day begins with, or moves it with its history to another outlet (null: to none).
 * Throws `NOT_FOUND`, `CONFLICT` for an archived outlet, `INVALID_REQUEST` for an unknown time zone.
 */
export async function changeAccount(
  deps: Pick<AccountDeps, 'db' | 'clock'>,
  { tenantId, actor }: Who,
  accountId: string,
  changes: { timeZone?: string | undefined; outletId?: string | null | undefined },
): Promise<AccountRow> {
  requireTimeZone(changes.timeZone);
  return deps.db.asTenant(tenantId, async (tx) => {
    const account = requireAccount(await findContentAccount(tx, accountId));
    const { timeZone = account.timeZone } = changes;
    const outletId = changes.outletId === undefined ? account.outletId : (changes.outletId ?? undefined);
    if (outletId !== undefined && outletId !== account.outletId) {
      const outlet = requireOutlet(await findOutlet(tx, outletId, { isLocked: true }));
      if (outlet.archivedAt) throw new HubError('CONFLICT', { message: 'This outlet is archived; bring it back first' });
    }
    await saveAccountSettings(tx, accountId, { timeZone, outletId });
    await announce(tx, deps.clock, tenantId, { topic: 'content-account', id: accountId, what: 'changed' });
    const subject = { kind: 'content-account', id: accountId };
    const detail = { changes, before: { timeZone: account.timeZone, outletId: account.outletId ?? null } };
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'content-account.changed', subject, detail });
    return requireAccount(await findContentAccount(tx, accountId));
  });
}

/** Revokes the authorisation, wipes the tokens, keeps the history. Safe to repeat. Throws `NOT_FOUND`. */
export async function disconnectAccount(deps: AccountDeps, who: Who, accountId: string): Promise<{ isRevoked: boolean }> {
  const { tenantId } = who;
  const account = requireAccount(await deps.db.asTenant(tenantId, (tx) => findContentAccount(tx, accountId)));
  if (account.disconnectedAt) return { isRevoked: false };
  return disconnectConnection(deps, who, account.connectionId, (tx) => markDisconnected(tx, account.connectionId, deps.clock.now()));
}

/** Refreshes the tokens of an account now. Throws `NOT_FOUND`, `NEEDS_RECONNECT`, `PLATFORM_UNAVAILABLE`, `PlatformFailure`. */
export async function refreshAccount(deps: AccountDeps, { tenantId }: Who, accountId: string): Promise<AccountRow> {
  const account = requireAccount(await deps.db.asTenant(tenantId, (tx) => findContentAccount(tx, accountId)));
  if (account.disconnectedAt) throw new HubError('NEEDS_RECONNECT', { message: 'The account is disconnected; connect it again' });
  await refreshNow(deps, tenantId, account.connectionId);
  return requireAccount(await deps.db.asTenant(tenantId, (tx) => findContentAccount(tx, accountId)));
}
