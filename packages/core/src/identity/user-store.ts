import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

/** Registrations wait for each other, so that only one of them can be the first. */
export async function lockRegistration(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(5207418114)`);
}

export async function findUserIdByEmail(tx: Tx, email: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`select id from auth_user where email = ${email.toLowerCase()}`);
  return rows[0]?.id;
}

export async function findExternalUserId(tx: Tx, providerId: string, accountId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ user_id: string }>(
    sql`select user_id from auth_account where provider_id = ${providerId} and account_id = ${accountId}`,
  );
  return rows[0]?.user_id;
}

export async function countUsers(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count from auth_user`);
  return rows[0]?.count ?? 0;
}

/** From here on the transaction acts for one organisation, under its row-level security. */
export async function becomeTenant(tx: Tx, tenantId: string): Promise<void> {
  await tx.execute(sql`set local role shopfleet_app`);
  await tx.execute(sql`select set_config('shopfleet.tenant_id', ${tenantId}, true)`);
}
