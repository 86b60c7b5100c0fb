import type { ruleRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';

export type RuleView = z.infer<typeof ruleRoutes.ruleSchema>;
export type RuleInput = Pick<RuleView, 'name' | 'isEnabled' | 'conditions' | 'action'>;

type Row = Omit<RuleView, 'isEnabled'> & { is_enabled: boolean };

/** The tenant's rules in the order in which they are tried. */
export async function selectRules(tx: Tx): Promise<RuleView[]> {
  const found = await tx.execute<Row>(
    sql`select id, position, name, is_enabled, conditions, action, version from fulfil_rule order by position, id`,
  );
  return found.rows.map(({ is_enabled: isEnabled, ...rule }) => ({ ...rule, isEnabled }));
}

/** One at a time changes the order of a tenant's rules. */
export async function lockRules(tx: Tx, tenantId: string): Promise<RuleView[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`fulfil_rule:${tenantId}`}, 0))`);
  return selectRules(tx);
}

export async function insertRule(tx: Tx, tenantId: string, id: string, position: number, input: RuleInput): Promise<void> {
  await tx.execute(sql`
    insert into fulfil_rule (tenant_id, id, position, name, is_enabled, conditions, action)
    values (${tenantId}, ${id}, ${position}, ${input.name}, ${input.isEnabled}, ${JSON.stringify(input.conditions)}::jsonb, ${input.action})`);
}

/** Writes over the version that was read. Throws `PRECONDITION_FAILED` when it is another by now. */
export async function updateRule(tx: Tx, id: string, version: number | undefined, input: RuleInput): Promise<void> {
  const changed = await tx.execute(sql`
    update fulfil_rule set name = ${input.name}, is_enabled = ${input.isEnabled}, conditions = ${JSON.stringify(input.conditions)}::jsonb,
      action = ${input.action}, version = version + 1, updated_at = now()
    where id = ${id} and (${version ?? null}::int is null or version = ${version ?? null}::int) returning id`);
  if (changed.rows.length === 0)
    throw new HubError('PRECONDITION_FAILED', { message: 'This rule was changed in the meantime. Read it again.' });
}

/** Numbers the rules 1, 2, 3 … in this order. */
export async function orderRules(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update fulfil_rule r set position = n.position from unnest(${sql.param([...ids])}::text[]) with ordinality as n(id, position)
    where r.id = n.id and r.position <> n.position`);
}

export async function removeRule(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from fulfil_rule where id = ${id}`);
}
