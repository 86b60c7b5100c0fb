import type { Tx } from '@shopfleet/db';
import { findShop } from '../connections/index.ts';
import { type FulfilResult, fulfilOrder, needsOwnCarrier } from '../fulfilment/index.ts';
import { appendHistory, findOrder, type OrderImported, type OrderRecord, setFulfilState } from '../orders/index.ts';
import type { AutomationDeps } from './automation-deps.ts';
import { decide, type RuleDecision } from './rule-match.ts';
import { selectRules } from './rule-store.ts';

type Deps = Pick<AutomationDeps, 'clock' | 'jobs'>;

/**
 * An order can be shipped now, or can again: the rules decide, in the import's transaction. Orders that nobody may ship (cancel asked,
 * held, without stock), and shops whose switch is off, are left to people.
 */
export async function considerOrder(tx: Tx, deps: Deps, event: OrderImported): Promise<void> {
  const isShippableNow = event.after === 'to_arrange' && event.before !== 'to_arrange';
  if (!isShippableNow || event.isCancelRequested) return;
  const [rules, shop, order] = await Promise.all([
    selectRules(tx),
    findShop(tx, event.shopId),
    findOrder(tx, event.orderId, { lock: true }),
  ]);
  if (!rules.some((rule) => rule.isEnabled)) return;
  if (!shop?.isActive || !shop.settings.isAutoFulfilOn) return;
  if (order?.fulfilState !== 'none' || order.holdReason !== '') return;
  const decision = decide(rules, order);
  if (decision) await follow(tx, deps, order, decision);
}

/** Does what the rule says, and writes into the order's history why. The caller has locked the order. */
export async function follow(tx: Tx, deps: Deps, order: OrderRecord, { rule, explanation }: RuleDecision): Promise<FulfilResult> {
  const { id: orderId, tenantId } = order;
  const detail = { ruleId: rule.id, ruleName: rule.name, action: rule.action, explanation };
  const noted = appendHistory(tx, deps.clock, { tenantId, orderId, kind: 'rule-decided', actor: 'system:rules', detail });
  const [result] = await Promise.all([obey(tx, deps, order, { rule, explanation }), noted]);
  return result;
}

async function obey(tx: Tx, deps: Deps, order: OrderRecord, { rule, explanation }: RuleDecision): Promise<FulfilResult> {
  const { id: orderId, tenantId } = order;
  if (rule.action === 'hold') {
    await setFulfilState(tx, { orderId, state: 'held', note: explanation });
    return { orderId, outcome: 'held', message: explanation };
  }
  if (rule.action === 'skip') {
    await setFulfilState(tx, { orderId, state: 'none', note: explanation });
    return { orderId, outcome: 'skipped', message: explanation };
  }
  if (order.hasShortfall) {
    const note = `${explanation} But it is short of stock.`;
    await setFulfilState(tx, { orderId, state: 'held', note });
    return { orderId, outcome: 'held', message: note };
  }
  const result = await fulfilOrder(tx, deps, { tenantId, orderId, locked: order, requestedBy: `rule: ${rule.name}` });
  // No failure, and nothing that the rule can do: a person has to ship it.
  if (result.message === needsOwnCarrier) await setFulfilState(tx, { orderId, state: 'none', note: needsOwnCarrier });
  return result;
}
