import type { Tx } from '@shopfleet/db';
import { type Clock, HubError, newId } from '@shopfleet/kernel';
import { type Actor, recordAudit } from '../audit/index.ts';
import { announce } from '../edge/index.ts';
import { insertRule, lockRules, orderRules, type RuleInput, type RuleView, removeRule, selectRules, updateRule } from './rule-store.ts';

interface By {
  readonly tenantId: string;
  readonly actor: Actor;
}
interface Deps {
  readonly clock: Clock;
}

/** Adds a rule at the end. */
export async function createRule(tx: Tx, deps: Deps, by: By, input: RuleInput): Promise<RuleView> {
  const rules = await lockRules(tx, by.tenantId);
  const id = newId('fulfilRule', deps.clock.now().getTime());
  await insertRule(tx, by.tenantId, id, rules.length + 1, input);
  return noted(tx, deps, by, id, 'rule.created');
}

/** Changes a rule; `position` (from 1) moves it among the others. */
export async function changeRule(
  tx: Tx,
  deps: Deps,
  by: By,
  change: { id: string; version: number | undefined; input: RuleInput; position: number | undefined },
): Promise<RuleView> {
  const rules = await lockRules(tx, by.tenantId);
  requireRule(rules, change.id);
  await updateRule(tx, change.id, change.version, change.input);
  if (change.position !== undefined) {
    const others = rules.map(({ id }) => id).filter((id) => id !== change.id);
    others.splice(change.position - 1, 0, change.id);
    await orderRules(tx, others);
  }
  return noted(tx, deps, by, change.id, 'rule.changed');
}

export async function deleteRule(tx: Tx, deps: Deps, by: By, id: string): Promise<void> {
  const rules = await lockRules(tx, by.tenantId);
  const { name } = requireRule(rules, id);
  await removeRule(tx, id);
  await orderRules(
    tx,
    rules.map((rule) => rule.id).filter((other) => other !== id),
  );
  await announce(tx, deps.clock, by.tenantId, { topic: 'rule', id, what: 'deleted' });
  await recordAudit(tx, deps.clock, by.tenantId, {
    actor: by.actor,
    action: 'rule.deleted',
    subject: { kind: 'rule', id },
    detail: { name },
  });
}

function requireRule(rules: readonly RuleView[], id: string): RuleView {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new HubError('NOT_FOUND', { message: 'There is no such rule' });
  return rule;
}

async function noted(tx: Tx, deps: Deps, { tenantId, actor }: By, id: string, action: string): Promise<RuleView> {
  const rule = requireRule(await selectRules(tx), id);
  await announce(tx, deps.clock, tenantId, { topic: 'rule', id, what: action.slice('rule.'.length) });
  const { name, isEnabled, conditions, position } = rule;
  const detail = { name, isEnabled, conditions, position, does: rule.action };
  await recordAudit(tx, deps.clock, tenantId, { actor, action, subject: { kind: 'rule', id }, detail });
  return rule;
}
