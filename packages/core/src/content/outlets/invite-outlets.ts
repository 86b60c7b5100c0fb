import { contentAuthRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../../audit/index.ts';
import { announce } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { contentPlatform } from '../sync/sync-deps.ts';
import { requireOutlet } from './change-outlets.ts';
import { type InvitationMessage, invitationMessage } from './invitation-message.ts';
import { type InvitationKind, insertInvitations, revokeInvitation } from './invitation-store.ts';
import { hashInvitationToken, makeInvitationToken } from './invitation-token.ts';
import type { OutletRow } from './outlet-row.ts';
import { findOutlet } from './outlet-store.ts';

export type InviteDeps = Pick<ContentDeps, 'db' | 'clock' | 'platforms' | 'publicUrl' | 'consentSecret'>;
interface Who {
  readonly tenantId: string;
  readonly actor: Actor;
}
export interface InvitationTerms {
  readonly kind: InvitationKind;
  readonly expiresInDays: number;
}

/** A link that was just made: the only moment at which its text is known. */
export interface MadeInvitation {
  readonly id: string;
  readonly outletId: string;
  readonly link: string;
  readonly message: InvitationMessage;
  readonly expiresAt: Date;
}

const dayMs = 86_400_000;

/** Makes one link for each of some outlets. The caller records it. */
export async function makeInvitations(
  tx: Tx,
  deps: InviteDeps,
  { tenantId, actor }: Who,
  outlets: readonly OutletRow[],
  { kind, expiresInDays }: InvitationTerms,
): Promise<MadeInvitation[]> {
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + expiresInDays * dayMs);
  const platformTitle = contentPlatform(deps.platforms)?.manifest.title ?? '';
  const made = outlets.map((outlet) => {
    const token = makeInvitationToken(deps.consentSecret);
    const link = `${deps.publicUrl}${contentAuthRoutes.connectPage.path}?token=${token}`;
    const message = invitationMessage({ platformTitle, picName: outlet.picName, outletName: outlet.name, link, expiresAt });
    const tokenHash = hashInvitationToken(deps.consentSecret, token) ?? '';
    return { id: newId('outletInvitation', createdAt.getTime()), outletId: outlet.id, tokenHash, link, message, expiresAt };
  });
  await insertInvitations(tx, { tenantId, kind, createdBy: actor.id, createdAt, expiresAt }, made);
  return made.map(({ tokenHash: _hash, ...invitation }) => invitation);
}

/** Makes a link for the person in charge of an outlet. Throws `NOT_FOUND`; `CONFLICT` for an archived one. */
export async function inviteOutlet(deps: InviteDeps, who: Who, outletId: string, terms: InvitationTerms): Promise<MadeInvitation> {
  const { tenantId, actor } = who;
  return deps.db.asTenant(tenantId, async (tx) => {
    const outlet = requireOutlet(await findOutlet(tx, outletId));
    if (outlet.archivedAt) throw new HubError('CONFLICT', { message: 'This outlet is archived; bring it back first' });
    const [made] = await makeInvitations(tx, deps, who, [outlet], terms);
    if (!made) throw new HubError('INTERNAL_ERROR');
    await announce(tx, deps.clock, tenantId, { topic: 'outlet', id: outletId, what: 'invited' });
    const subject = { kind: 'outlet', id: outletId };
    const detail = { invitation: made.id, kind: terms.kind, expiresAt: made.expiresAt.toISOString() };
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'outlet.invited', subject, detail });
    return made;
  });
}

/** Takes a link back at once. Throws `NOT_FOUND`. */
export async function revokeOutletInvitation(
  deps: InviteDeps,
  { tenantId, actor }: Who,
  { outletId, invitationId }: { outletId: string; invitationId: string },
): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    if (!(await revokeInvitation(tx, outletId, invitationId, deps.clock.now())))
      throw new HubError('NOT_FOUND', { message: 'There is no such link' });
    await announce(tx, deps.clock, tenantId, { topic: 'outlet', id: outletId, what: 'link-revoked' });
    const subject = { kind: 'outlet', id: outletId };
    await recordAudit(tx, deps.clock, tenantId, { actor, action: 'outlet.link-revoked', subject, detail: { invitation: invitationId } });
  });
}
