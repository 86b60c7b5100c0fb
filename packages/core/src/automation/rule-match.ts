import type { ruleRoutes } from '@shopfleet/contracts';
import { formatMoney, parseMoney } from '@shopfleet/kernel';
import type { z } from 'zod';

export type RuleConditions = z.infer<typeof ruleRoutes.ruleConditionsSchema>;
export type RuleAction = z.infer<typeof ruleRoutes.ruleSchema>['action'];

/** What a rule may look at. */
export interface RuledOrder {
  readonly shopId: string;
  readonly carrierName: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly skuCodes: readonly string[];
  readonly unitCount: number;
}

/** `matches`: every named condition holds. `why`: each of them in words, or the one that does not hold. */
export interface RuleVerdict {
  readonly matches: boolean;
  readonly why: string;
}
type Check = { readonly holds: boolean; readonly yes: string; readonly no: string };

/** Holds the conditions against an order. An empty set of conditions matches every order. */
export function matchRule(conditions: RuleConditions, order: RuledOrder): RuleVerdict {
  const checks = checksOf(conditions, order);
  const failed = checks.find((check) => !check.holds);
  if (failed) return { matches: false, why: failed.no };
  return { matches: true, why: checks.length === 0 ? 'it applies to every order' : checks.map((check) => check.yes).join(', ') };
}

function checksOf(conditions: RuleConditions, order: RuledOrder): Check[] {
  const { shopIds, carrierNames, skuCodes, maxUnits, currency, totalAtLeast, totalAtMost } = conditions;
  const checks: Check[] = [];
  const add = (isNamed: boolean, holds: () => boolean, yes: string, no: string) => isNamed && checks.push({ holds: holds(), yes, no });
  add(shopIds !== undefined, () => shopIds?.includes(order.shopId) === true, 'its shop is named', 'its shop is not named');
  const isCarrier = () => carrierNames?.some((name) => name.toLowerCase() === order.carrierName.toLowerCase()) === true;
  add(carrierNames !== undefined, isCarrier, `its carrier is ${order.carrierName}`, `its carrier is ${order.carrierName || 'not known'}`);
  add(
    currency !== undefined,
    () => currency === order.currency,
    `it is in ${order.currency}`,
    `it is in ${order.currency}, not ${currency}`,
  );
  const total = `its total is ${formatMoney({ minor: order.totalMinor, currency: order.currency })} ${order.currency}`;
  const limit = (amount: string) => parseMoney(amount, order.currency).minor;
  add(totalAtLeast !== undefined, () => order.totalMinor >= limit(totalAtLeast ?? '0'), total, `${total}, less than ${totalAtLeast}`);
  add(totalAtMost !== undefined, () => order.totalMinor <= limit(totalAtMost ?? '0'), total, `${total}, more than ${totalAtMost}`);
  const hit = order.skuCodes.find((code) => skuCodes?.includes(code));
  add(skuCodes !== undefined, () => hit !== undefined, `it holds ${hit}`, 'it holds none of the named SKUs');
  const units = `it has ${order.unitCount} ${order.unitCount === 1 ? 'unit' : 'units'}`;
  add(maxUnits !== undefined, () => order.unitCount <= (maxUnits ?? 0), units, `${units}, more than ${maxUnits}`);
  return checks;
}

export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly conditions: RuleConditions;
  readonly action: RuleAction;
}
export interface RuleDecision {
  readonly rule: Rule;
  readonly explanation: string;
}

const verbs = { fulfil: 'ships it', hold: 'holds it', skip: 'leaves it to people' } as const satisfies Record<RuleAction, string>;

/** The first enabled rule that matches, in words; undefined leaves the order to people. */
export function decide(rules: readonly Rule[], order: RuledOrder): RuleDecision | undefined {
  for (const rule of rules) {
    if (!rule.isEnabled) continue;
    const { matches, why } = matchRule(rule.conditions, order);
    if (matches) return { rule, explanation: `Rule “${rule.name}” ${verbs[rule.action]}: ${why}.` };
  }
  return undefined;
}
