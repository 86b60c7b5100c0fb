import type { Role } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export interface MemberRow {
  readonly [column: string]: unknown;
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly created_at: Date;
}

const members = sql`select m.user_id, u.name, u.email, m.role, m.created_at from membership m join auth_user u on u.id = m.user_id
  where m.removed_at is null`;

export async function listMembers(tx: Tx): Promise<MemberRow[]> {
  const { rows } = await tx.execute<MemberRow>(sql`${members} order by m.created_at, m.user_id`);
  return rows;
}

export async function findMember(tx: Tx, userId: string): Promise<MemberRow | undefined> {
  const { rows } = await tx.execute<MemberRow>(sql`${members} and m.user_id = ${userId}`);
  return rows[0];
}

/** The organisation's owners, locked: who changes one waits for the other. */
export async function lockOwners(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ user_id: string }>(
    sql`select user_id from membership where role = 'owner' and removed_at is null order by user_id for update`,
  );
  return rows.map((row) => row.user_id);
}

/** Lets a user in, or in again; a member keeps the role. */
export async function admitMember(tx: Tx, tenantId: string, userId: string, role: Role): Promise<void> {
  await tx.execute(sql`
    insert into membership (tenant_id, user_id, role) values (${tenantId}, ${userId}, ${role})
    on conflict (tenant_id, user_id) do update set role = excluded.role, removed_at = null, created_at = now()
      where membership.removed_at is not null`);
}

export async function setMemberRole(tx: Tx, userId: string, role: Role): Promise<void> {
  await tx.execute(sql`update membership set role = ${role} where user_id = ${userId}`);
}

export async function setMemberRemoved(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`update membership set removed_at = now() where user_id = ${userId}`);
}
