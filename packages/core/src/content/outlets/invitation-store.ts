import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export type InvitationKind = 'single-use' | 'until-connected';

/** A link for the person in charge of an outlet. Its text is known only to whoever got it. */
export interface InvitationRow {
  readonly tenantId: string;
  readonly id: string;
  readonly outletId: string;
  readonly kind: InvitationKind;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When an account was first connected with it. */
  readonly usedAt: Date | undefined;
  readonly revokedAt: Date | undefined;
}

interface RawInvitation extends Record<string, unknown> {
  tenant_id: string;
  id: string;
  outlet_id: string;
  kind: InvitationKind;
  created_by: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

const columns = sql`tenant_id, id, outlet_id, kind, created_by, created_at, expires_at, used_at, revoked_at`;
const instant = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text));

function toInvitationRow(raw: RawInvitation): InvitationRow {
  return {
    tenantId: raw.tenant_id,
    id: raw.id,
    outletId: raw.outlet_id,
    kind: raw.kind,
    createdBy: raw.created_by,
    createdAt: new Date(raw.created_at),
    expiresAt: new Date(raw.expires_at),
    usedAt: instant(raw.used_at),
    revokedAt: instant(raw.revoked_at),
  };
}

/** The invitation with this token, of whichever tenant and in whatever state. Needs a system transaction. */
export async function findInvitationByHash(tx: Tx, tokenHash: string): Promise<InvitationRow | undefined> {
  const { rows } = await tx.execute<RawInvitation>(sql`select ${columns} from outlet_invitation where token_hash = ${tokenHash}`);
  return rows[0] && toInvitationRow(rows[0]);
}

/** An invitation of the tenant of `tx`, locked until the transaction ends. */
export async function lockInvitation(tx: Tx, invitationId: string): Promise<InvitationRow | undefined> {
  const { rows } = await tx.execute<RawInvitation>(sql`select ${columns} from outlet_invitation where id = ${invitationId} for update`);
  return rows[0] && toInvitationRow(rows[0]);
}

/** The invitations of some outlets, the newest first. */
export async function listInvitations(tx: Tx, outletIds: readonly string[]): Promise<InvitationRow[]> {
  const { rows } = await tx.execute<RawInvitation>(sql`
    select ${columns} from outlet_invitation where outlet_id = any(${sql.param([...outletIds])}::text[]) order by created_at desc, id desc`);
  return rows.map(toInvitationRow);
}

/** Those of some outlets that may still work: neither revoked nor expired. */
export async function listLiveInvitations(tx: Tx, outletIds: readonly string[], now: Date): Promise<InvitationRow[]> {
  const { rows } = await tx.execute<RawInvitation>(sql`
    select ${columns} from outlet_invitation
    where outlet_id = any(${sql.param([...outletIds])}::text[]) and revoked_at is null and expires_at > ${now.toISOString()}`);
  return rows.map(toInvitationRow);
}

export interface NewInvitation {
  readonly id: string;
  readonly outletId: string;
  readonly tokenHash: string;
}

export async function insertInvitations(
  tx: Tx,
  given: { tenantId: string; kind: InvitationKind; createdBy: string; createdAt: Date; expiresAt: Date },
  invitations: readonly NewInvitation[],
): Promise<void> {
  const column = (pick: (invitation: NewInvitation) => string) => sql`${sql.param(invitations.map(pick))}::text[]`;
  await tx.execute(sql`
    insert into outlet_invitation (tenant_id, id, outlet_id, token_hash, kind, created_by, created_at, expires_at)
    select ${given.tenantId}, n.id, n.outlet_id, n.token_hash, ${given.kind}, ${given.createdBy}, ${given.createdAt.toISOString()}::timestamptz,
      ${given.expiresAt.toISOString()}::timestamptz
    from unnest(${column(({ id }) => id)}, ${column(({ outletId }) => outletId)}, ${column(({ tokenHash }) => tokenHash)})
      as n (id, outlet_id, token_hash)`);
}

export async function markInvitationUsed(tx: Tx, invitationId: string, at: Date): Promise<void> {
  await tx.execute(
    sql`update outlet_invitation set used_at = coalesce(used_at, ${at.toISOString()}::timestamptz) where id = ${invitationId}`,
  );
}

/** Takes one link of an outlet back; false when there is none, true also when it was over already. */
export async function revokeInvitation(tx: Tx, outletId: string, invitationId: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update outlet_invitation set revoked_at = coalesce(revoked_at, ${at.toISOString()}::timestamptz)
    where id = ${invitationId} and outlet_id = ${outletId}`);
  return rowCount === 1;
}

/** Takes back every link of some outlets that may still work; gives how many. */
export async function revokeOpenInvitations(tx: Tx, outletIds: readonly string[], at: Date): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update outlet_invitation set revoked_at = ${at.toISOString()}::timestamptz
    where outlet_id = any(${sql.param([...outletIds])}::text[]) and revoked_at is null and expires_at > ${at.toISOString()}::timestamptz
      and (used_at is null or kind = 'until-connected')`);
  return rowCount ?? 0;
}
