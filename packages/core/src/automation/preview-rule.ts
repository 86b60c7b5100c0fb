import type { Tx } from '@shopfleet/db';
import { listRecentOrders } from '../orders/index.ts';
import { matchRule, type RuleConditions } from './rule-match.ts';

const triedOrders = 500;
const shownExamples = 20;

/** What conditions would have done with the last orders, with reasons. Changes nothing. */
export async function previewRule(tx: Tx, conditions: RuleConditions) {
  const orders = await listRecentOrders(tx, triedOrders);
  const hits = orders.flatMap((order) => {
    const { matches, why } = matchRule(conditions, order);
    return matches ? [{ orderId: order.id, externalId: order.externalId, why }] : [];
  });
  return { tried: orders.length, matched: hits.length, examples: hits.slice(0, shownExamples) };
}
