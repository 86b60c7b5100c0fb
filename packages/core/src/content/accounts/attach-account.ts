import { isUniqueViolation, type Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import type { Platform, TokenGrant } from '@shopfleet/platform-kit';
import type { Actor } from '../../audit/index.ts';
import { storeAccountGrant } from '../../connections/index.ts';
import { announce } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { lockInvitation, markInvitationUsed } from '../outlets/invitation-store.ts';
import type { OutletRow } from '../outlets/outlet-row.ts';
import { findOutlet } from '../outlets/outlet-store.ts';
import { findOwnAccount, insertAccount, listContentAccounts, reconnectAccount } from './account-store.ts';
import type { ConsentContext } from './begin-account-consent.ts';
import { invitationError, stateOf } from './visit.ts';

export interface AccountToAttach {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly platform: Platform;
  readonly grant: TokenGrant;
  readonly context: ConsentContext;
}

export interface AttachedAccount {
  readonly accountId: string;
  readonly connectionId: string;
  readonly outlet: OutletRow | undefined;
  readonly isNew: boolean;
}

/**
 * Stores a grant and its account, all or nothing. An account that was connected before keeps its id and history. Throws
 * `ACCOUNT_ALREADY_CONNECTED` when it belongs to another outlet (which only an operator may change) or another organisation, and
 * `INVITATION_…` when the link stopped working meanwhile.
 */
export async function attachAccount(deps: ContentDeps, input: AccountToAttach): Promise<AttachedAccount> {
  try {
    return await storeAccountGrant(deps, input, (tx, save) => attach(tx, deps, input, save));
  } catch (cause) {
    if (!isUniqueViolation(cause, 'content_account_connected')) throw cause;
    const message = 'Another organisation on this hub has connected this account. It must be disconnected there first; nothing was changed';
    throw new HubError('ACCOUNT_ALREADY_CONNECTED', { message, cause });
  }
}

async function attach(tx: Tx, deps: ContentDeps, { tenantId, platform, grant, context }: AccountToAttach, save: () => Promise<string>) {
  const now = deps.clock.now();
  const outlet = await checkOutlet(tx, deps, context);
  const { platform: name } = platform.manifest;
  // From here on another consent of the same account waits for this one.
  const connectionId = await save();
  const known = await findOwnAccount(tx, name, grant.externalAccountId);
  if (known?.outletId !== undefined && known.outletId !== outlet?.id && context.by !== 'operator')
    throw new HubError('ACCOUNT_ALREADY_CONNECTED', { message: 'This account belongs to another store; nothing was changed' });
  const outletId = outlet?.id ?? known?.outletId;
  const accountId = known?.id ?? newId('contentAccount', now.getTime());
  if (known) await reconnectAccount(tx, accountId, { connectionId, outletId, at: now });
  else {
    const timeZone = outlet?.timeZone ?? deps.defaultTimeZone;
    const { externalAccountId: externalId, accountName: displayName } = grant;
    await insertAccount(tx, { tenantId, id: accountId, outletId, connectionId, platform: name, externalId, displayName, timeZone });
  }
  if (context.invitationId !== undefined) await markInvitationUsed(tx, context.invitationId, now);
  const isNew = known === undefined;
  await deps.onAccountConnected?.(tx, { tenantId, accountId, isNew });
  await announce(tx, deps.clock, tenantId, { topic: 'content-account', id: accountId, what: 'connected' });
  const movedFrom = known && known.outletId !== outletId ? known.outletId : undefined;
  const detail = {
    ...context,
    accountId,
    ...(outletId === undefined ? {} : { outletId }),
    ...(movedFrom === undefined ? {} : { movedFrom }),
  };
  return { connectionId, result: { accountId, connectionId, outlet, isNew }, detail };
}

/** The outlet that the consent is for, locked, if what it was begun with still holds. A link may end while somebody consents. */
async function checkOutlet(tx: Tx, deps: ContentDeps, context: ConsentContext): Promise<OutletRow | undefined> {
  if (context.outletId === undefined) return undefined;
  const outlet = await findOutlet(tx, context.outletId, { isLocked: true });
  if (!outlet) throw new HubError('STORE_NOT_FOUND', { message: 'The store is not there any more' });
  if (context.invitationId !== undefined) {
    const invitation = await lockInvitation(tx, context.invitationId);
    const state = invitation && stateOf(deps, invitation, outlet, await listContentAccounts(tx, [outlet.id]));
    if (!state || state === 'revoked' || state === 'used') throw invitationError(state ?? 'revoked');
  } else if (outlet.archivedAt) throw new HubError('CONFLICT', { message: 'This store is archived; bring it back first' });
  return outlet;
}
