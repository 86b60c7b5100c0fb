import type { Role } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import type { Plan } from '../tenancy/index.ts';

/** A user in one organisation. */
export interface MembershipRow {
  readonly [column: string]: unknown;
  readonly user_id: string;
  readonly user_name: string;
  readonly email: string;
  readonly tenant_id: string;
  readonly tenant_name: string;
  readonly plan: Plan;
  readonly role: Role;
}

const memberColumns = sql`u.id as user_id, u.name as user_name, u.email, m.tenant_id, t.name as tenant_name, t.plan, m.role`;
const memberJoins = sql`join membership m on m.user_id = u.id and m.removed_at is null join tenant t on t.id = m.tenant_id`;

/** The memberships of a session's user, oldest first; none when the session is unknown, over, or its user belongs nowhere. */
export async function findSessionMemberships(tx: Tx, hash: string): Promise<(MembershipRow & { expires_at: string })[]> {
  const { rows } = await tx.execute<MembershipRow & { expires_at: string }>(sql`
    select ${memberColumns}, s.expires_at::text from auth_session s join auth_user u on u.id = s.user_id ${memberJoins}
    where s.token = ${hash} and s.expires_at > now() order by m.created_at, m.tenant_id`);
  return rows;
}

export async function findExternalMemberships(tx: Tx, providerId: string, accountId: string): Promise<MembershipRow[]> {
  const { rows } = await tx.execute<MembershipRow>(sql`
    select ${memberColumns} from auth_account a join auth_user u on u.id = a.user_id ${memberJoins}
    where a.provider_id = ${providerId} and a.account_id = ${accountId} order by m.created_at, m.tenant_id`);
  return rows;
}

export async function findUserMembership(tx: Tx, userId: string, tenantId: string): Promise<MembershipRow | undefined> {
  const { rows } = await tx.execute<MembershipRow>(
    sql`select ${memberColumns} from auth_user u ${memberJoins} where u.id = ${userId} and m.tenant_id = ${tenantId}`,
  );
  return rows[0];
}

export interface SessionRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly token: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
}

export async function listUserSessions(tx: Tx, userId: string): Promise<SessionRow[]> {
  const { rows } = await tx.execute<SessionRow>(sql`
    select id, token, created_at, expires_at, ip_address, user_agent from auth_session
    where user_id = ${userId} and expires_at > now() order by created_at desc, id`);
  return rows;
}

/** Ends one session by its token's hash. */
export async function deleteSession(tx: Tx, hash: string): Promise<void> {
  await tx.execute(sql`delete from auth_session where token = ${hash}`);
}

/** Ends one session of the user by its id; false when there is none. */
export async function deleteUserSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`delete from auth_session where user_id = ${userId} and id = ${sessionId}`);
  return rowCount === 1;
}

/** Ends the user's sessions but the one with this hash. */
export async function deleteOtherSessions(tx: Tx, userId: string, keptHash: string): Promise<void> {
  await tx.execute(sql`delete from auth_session where user_id = ${userId} and token <> ${keptHash}`);
}

/** Ends every session of a user who belongs to no organisation any more. */
export async function deleteHomelessSessions(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`delete from auth_session where user_id = ${userId}
    and not exists (select from membership m where m.user_id = ${userId} and m.removed_at is null)`);
}
