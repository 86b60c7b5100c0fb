import type { Tx } from '@shopfleet/db';
import { type Id, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { Plan } from './plan.ts';

export interface TenantRow {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
}

/** Founds an organisation; needs a system transaction. */
export async function createTenant(tx: Tx, name: string): Promise<Id<'tenant'>> {
  const id = newId('tenant');
  await tx.execute(sql`insert into tenant (id, name) values (${id}, ${name})`);
  return id;
}

export async function findTenant(tx: Tx, tenantId: string): Promise<TenantRow | undefined> {
  const { rows } = await tx.execute<{ id: string; name: string; plan: Plan }>(
    sql`select id, name, plan from tenant where id = ${tenantId}`,
  );
  return rows[0];
}

/** The first organisation that was founded here; needs a system transaction. */
export async function findOldestTenant(tx: Tx): Promise<TenantRow | undefined> {
  const { rows } = await tx.execute<{ id: string; name: string; plan: Plan }>(
    sql`select id, name, plan from tenant order by created_at, id limit 1`,
  );
  return rows[0];
}

/** How many organisations there are: none on a fresh install. */
export async function countTenants(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count from tenant`);
  return rows[0]?.count ?? 0;
}
