import { isUniqueViolation } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import { accountStatusOf } from '../accounts/account-status.ts';
import { listContentAccounts } from '../accounts/account-store.ts';
import type { ContentDeps } from '../content-deps.ts';
import { revokeOpenInvitations } from './invitation-store.ts';
import type { OutletFields, OutletRow } from './outlet-row.ts';
import { findOutlet, insertOutlets, setArchived, updateOutlets } from './outlet-store.ts';
import { requireTimeZone } from './time-zone.ts';

export type OutletDeps = Pick<ContentDeps, 'db' | 'clock' | 'defaultTimeZone'>;
interface Who {
  readonly tenantId: string;
  readonly actor: Actor;
}
export type NewOutlet = Pick<OutletFields, 'code' | 'name' | 'picName'> &
  Partial<Record<'picContact' | 'groupName' | 'timeZone', string | undefined>>;

/** Makes an outlet. Throws `STORE_EXISTS` when the code, in whatever case, is taken; `INVALID_REQUEST` for an unknown time zone. */
export async function createOutlet(deps: OutletDeps, { tenantId, actor }: Who, input: NewOutlet): Promise<OutletRow> {
  requireTimeZone(input.timeZone);
  const id = newId('outlet', deps.clock.now().getTime());
  const { picContact = '', groupName = '', timeZone = deps.defaultTimeZone } = input;
  const outlet = { id, code: input.code, name: input.name, picName: input.picName, picContact, groupName, timeZone };
  return withFreeCode(input.code, () =>
    deps.db.asTenant(tenantId, async (tx) => {
      await insertOutlets(tx, tenantId, [outlet]);
      await announce(tx, deps.clock, tenantId, { topic: 'outlet', id, what: 'created' });
      const subject = { kind: 'outlet', id };
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'outlet.created', subject, detail: { code: input.code } });
      return requireOutlet(await findOutlet(tx, id));
    }),
  );
}

/**
 * Changes an outlet. With `version`, only over the version that the caller saw: throws `PRECONDITION_FAILED` when somebody else was
 * faster. Throws `NOT_FOUND`, `STORE_EXISTS`, `INVALID_REQUEST` as `createOutlet` does.
 */
export async function changeOutlet(
  deps: OutletDeps,
  { tenantId, actor }: Who,
  outletId: string,
  input: { changes: { readonly [K in keyof OutletFields]?: string | undefined }; version: number | undefined },
): Promise<OutletRow> {
  requireTimeZone(input.changes.timeZone);
  const changes = Object.fromEntries(Object.entries(input.changes).filter(([, value]) => value !== undefined));
  return withFreeCode(input.changes.code ?? '', () =>
    deps.db.asTenant(tenantId, async (tx) => {
      const outlet = requireOutlet(await findOutlet(tx, outletId, { isLocked: true }));
      if (outlet.archivedAt) throw new HubError('CONFLICT', { message: 'This outlet is archived; bring it back first' });
      if (input.version !== undefined && input.version !== outlet.version)
        throw new HubError('PRECONDITION_FAILED', { message: 'The outlet was changed in the meantime; read it again' });
      await updateOutlets(tx, [{ ...outlet, ...changes }]);
      await announce(tx, deps.clock, tenantId, { topic: 'outlet', id: outletId, what: 'changed' });
      const subject = { kind: 'outlet', id: outletId };
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'outlet.changed', subject, detail: { changes } });
      return requireOutlet(await findOutlet(tx, outletId));
    }),
  );
}

/**
 * Archives an outlet: its links end, its accounts' history stays. Throws `CONFLICT` while an account is connected, so that nothing is
 * read unseen; `NOT_FOUND`.
 */
export async function archiveOutlet(deps: OutletDeps, { tenantId, actor }: Who, outletId: string): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    const outlet = requireOutlet(await findOutlet(tx, outletId, { isLocked: true }));
    if (outlet.archivedAt) return;
    const now = deps.clock.now();
    const accounts = await listContentAccounts(tx, [outletId]);
    if (accounts.some((account) => accountStatusOf(account.connection, account, now) !== 'NOT_CONNECTED'))
      throw new HubError('CONFLICT', { message: 'An account of this outlet is connected; disconnect or move it first' });
    await setArchived(tx, outletId, now);
    const links = await revokeOpenInvitations(tx, [outletId], now);
    await announce(tx, deps.clock, tenantId, { topic: 'outlet', id: outletId, what: 'archived' });
    const subject = { kind: 'outlet', id: outletId };
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'outlet.archived', subject, detail: { code: outlet.code, links } });
  });
}

/** Brings an archived outlet back. Throws `STORE_EXISTS` when its code is taken by now; `NOT_FOUND`. */
export async function restoreOutlet(deps: OutletDeps, { tenantId, actor }: Who, outletId: string): Promise<OutletRow> {
  return withFreeCode('of this outlet', () =>
    deps.db.asTenant(tenantId, async (tx) => {
      const outlet = requireOutlet(await findOutlet(tx, outletId, { isLocked: true }));
      if (!outlet.archivedAt) return outlet;
      await setArchived(tx, outletId, undefined);
      await announce(tx, deps.clock, tenantId, { topic: 'outlet', id: outletId, what: 'restored' });
      const subject = { kind: 'outlet', id: outletId };
      await recordAudit(tx, deps.clock, tenantId, { actor, action: 'outlet.restored', subject, detail: { code: outlet.code } });
      return requireOutlet(await findOutlet(tx, outletId));
    }),
  );
}

/** Throws `NOT_FOUND` for none. */
export function requireOutlet(outlet: OutletRow | undefined): OutletRow {
  if (!outlet) throw new HubError('NOT_FOUND', { message: 'There is no such outlet' });
  return outlet;
}

async function withFreeCode<T>(code: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isUniqueViolation(cause, 'outlet_code')) throw cause;
    throw new HubError('STORE_EXISTS', { message: `Another outlet has the code ${code}; upper and lower case count as one`, cause });
  }
}
