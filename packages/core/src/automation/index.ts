/**
 * Rules that decide what happens to an order by itself, and the actions that people set going. The first rule that matches decides, and
 * its reason stands in the order's history.
 */
export { autoFulfilAllJob, workOnAutomation } from './auto-fulfil-all.ts';
export type { AutomationDeps } from './automation-deps.ts';
export { createRule } from './change-rules.ts';
export { considerOrder } from './consider-order.ts';
export { registerOrderActionRoutes } from './order-action-api.ts';
export { registerRuleRoutes } from './rule-api.ts';
