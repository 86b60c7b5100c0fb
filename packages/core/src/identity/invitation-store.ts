import type { Role } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export interface InvitationRow {
  readonly [column: string]: unknown;
  readonly tenant_id: string;
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly created_at: Date;
  readonly expires_at: Date;
}

const columns = sql`tenant_id, id, email, role, created_at, expires_at`;
const isOpen = sql`accepted_at is null and revoked_at is null and expires_at > now()`;

/** The open invitation with this token, locked until the transaction ends; needs a system transaction. */
export async function findOpenInvitation(tx: Tx, hash: string): Promise<InvitationRow | undefined> {
  const { rows } = await tx.execute<InvitationRow>(
    sql`select ${columns} from invitation where token_hash = ${hash} and ${isOpen} for update`,
  );
  return rows[0];
}

export async function listOpenInvitations(tx: Tx): Promise<InvitationRow[]> {
  const { rows } = await tx.execute<InvitationRow>(sql`select ${columns} from invitation where ${isOpen} order by created_at desc, id`);
  return rows;
}

export async function insertInvitation(
  tx: Tx,
  invitation: { tenantId: string; id: string; email: string; role: Role; hash: string; invitedBy: string; expiresAt: Date },
): Promise<InvitationRow | undefined> {
  const { rows } = await tx.execute<InvitationRow>(sql`
    insert into invitation (tenant_id, id, email, role, token_hash, invited_by, expires_at)
    values (${invitation.tenantId}, ${invitation.id}, ${invitation.email}, ${invitation.role}, ${invitation.hash}, ${invitation.invitedBy},
      ${invitation.expiresAt.toISOString()}) returning ${columns}`);
  return rows[0];
}

export async function acceptInvitation(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update invitation set accepted_at = now() where id = ${id}`);
}

/** Takes back one open invitation, or, by e-mail, every open one to that address; returns how many. */
export async function closeInvitations(tx: Tx, which: { id: string } | { email: string }): Promise<number> {
  const match = 'id' in which ? sql`id = ${which.id}` : sql`email = ${which.email}`;
  const { rowCount } = await tx.execute(sql`update invitation set revoked_at = now() where ${match} and ${isOpen}`);
  return rowCount ?? 0;
}
