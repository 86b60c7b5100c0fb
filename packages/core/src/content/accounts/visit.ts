import { HubError, type Secret } from '@shopfleet/kernel';
import { recordRefusal } from '../../connections/index.ts';
import type { Caller } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { type InvitationState, invitationStateOf } from '../outlets/invitation-state.ts';
import { findInvitationByHash, type InvitationRow } from '../outlets/invitation-store.ts';
import { hashInvitationToken } from '../outlets/invitation-token.ts';
import type { OutletRow } from '../outlets/outlet-row.ts';
import { findOutlet, findOutletsByCode } from '../outlets/outlet-store.ts';
import type { AccountRow } from './account-row.ts';
import { listContentAccounts } from './account-store.ts';
import { requireContentPlatform } from './require-content-platform.ts';
import { settledStatusOf } from './settled-status.ts';

/** What a visitor of the connecting page brings. */
export interface Visit {
  readonly caller: Caller | undefined;
  readonly storeCode?: string | undefined;
  readonly token?: string | undefined;
}

/** For which outlet the visitor may connect an account, and by what right. */
export interface Admission {
  readonly tenantId: string;
  readonly outlet: OutletRow;
  readonly right:
    | { readonly by: 'operator'; readonly caller: Caller }
    | { readonly by: 'link'; readonly invitationId: string }
    | { readonly by: 'code' };
}

/**
 * Finds out for which outlet a visitor may connect an account. Throws `INVITATION_INVALID`, `INVITATION_USED`, `INVITATION_EXPIRED`,
 * `INVITATION_REVOKED` for a link that does not work; `STORE_NOT_FOUND`; `UNAUTHORIZED` for a code alone, whether or not there is such
 * a store; `INVALID_REQUEST` for neither.
 */
export async function admitVisitor(deps: ContentDeps, visit: Visit): Promise<Admission> {
  if (visit.token !== undefined) return admitByLink(deps, visit.token, visit.storeCode);
  if (visit.storeCode === undefined || visit.storeCode === '')
    throw new HubError('INVALID_REQUEST', { message: 'Name the store (store_code), or open the link that you were sent' });
  return admitByCode(deps, visit.storeCode, visit.caller);
}

async function admitByLink(deps: ContentDeps, token: string, storeCode: string | undefined): Promise<Admission> {
  const found = await findByToken(deps, deps.consentSecret, token);
  if (!found) throw new HubError('INVITATION_INVALID', { message: 'This link is not complete, or was not made here; open the whole link' });
  const { invitation, outlet, state } = found;
  if (storeCode !== undefined && storeCode.toLowerCase() !== outlet.code.toLowerCase())
    throw new HubError('INVITATION_INVALID', { message: 'This link is for another store' });
  if (state !== 'open') throw invitationError(state);
  return { tenantId: invitation.tenantId, outlet, right: { by: 'link', invitationId: invitation.id } };
}

async function findByToken(deps: ContentDeps, secret: Secret, token: string) {
  const hash = hashInvitationToken(secret, token);
  const invitation = hash === undefined ? undefined : await deps.db.asSystem((tx) => findInvitationByHash(tx, hash));
  if (!invitation) return undefined;
  return deps.db.asTenant(invitation.tenantId, async (tx) => {
    const outlet = await findOutlet(tx, invitation.outletId);
    if (!outlet) return undefined;
    const accounts = await listContentAccounts(tx, [outlet.id]);
    return { invitation, outlet, state: stateOf(deps, invitation, outlet, accounts) };
  });
}

/** As `invitationStateOf`; the links of an archived outlet are taken back. */
export function stateOf(
  deps: Pick<ContentDeps, 'platforms' | 'clock'>,
  invitation: InvitationRow,
  outlet: OutletRow,
  accounts: readonly AccountRow[],
): InvitationState {
  const now = deps.clock.now();
  return outlet.archivedAt ? 'revoked' : invitationStateOf(invitation, settledStatusOf(deps.platforms, accounts, now), now);
}

const errorOf = {
  used: ['INVITATION_USED', 'This link was used already: the store is connected'],
  expired: ['INVITATION_EXPIRED', 'This link has expired; ask for a new one'],
  revoked: ['INVITATION_REVOKED', 'This link was taken back; use the newest one that you were sent'],
} as const satisfies Record<Exclude<InvitationState, 'open'>, unknown>;

export function invitationError(state: Exclude<InvitationState, 'open'>): HubError {
  const [code, message] = errorOf[state];
  return new HubError(code, { message });
}

async function admitByCode(deps: ContentDeps, storeCode: string, caller: Caller | undefined): Promise<Admission> {
  const notThere = () => new HubError('STORE_NOT_FOUND', { message: `There is no store with the code ${storeCode.slice(0, 50)}` });
  if (caller?.permissions.has('content:write')) {
    const [outlet] = await deps.db.asTenant(caller.tenantId, (tx) => findOutletsByCode(tx, storeCode));
    if (!outlet) throw notThere();
    return { tenantId: caller.tenantId, outlet, right: { by: 'operator', caller } };
  }
  const outlets = await deps.db.asSystem((tx) => findOutletsByCode(tx, storeCode));
  if (!deps.isGuessedCodeAllowed) {
    // The answer is the same whether or not there is such a store; whose code was tried learns of it.
    const platform = requireContentPlatform(deps.platforms);
    for (const { tenantId, code } of outlets)
      await recordRefusal(deps, {
        tenantId,
        visitor: { caller },
        platform,
        code: 'UNAUTHORIZED',
        context: { storeCode: code, by: 'code' },
      });
    throw new HubError('UNAUTHORIZED', { message: 'A store code alone is not enough: open the link that you were sent, or sign in' });
  }
  const [outlet, ...others] = outlets;
  if (!outlet) throw notThere();
  if (others.length > 0)
    throw new HubError('UNAUTHORIZED', { message: 'Several organisations have a store with this code: open the link that you were sent' });
  return { tenantId: outlet.tenantId, outlet, right: { by: 'code' } };
}
