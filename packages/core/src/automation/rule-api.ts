import { ruleRoutes } from '@shopfleet/contracts';
import { callerOf, expectedVersion, type HubApp } from '../edge/index.ts';
import type { AutomationDeps } from './automation-deps.ts';
import { changeRule, createRule, deleteRule } from './change-rules.ts';
import { previewRule } from './preview-rule.ts';
import { selectRules } from './rule-store.ts';

export function registerRuleRoutes(app: HubApp, deps: AutomationDeps): void {
  app.openapi(ruleRoutes.listRules, async (c) => c.json({ items: await deps.db.asTenant(callerOf(c).tenantId, selectRules) }, 200));
  app.openapi(ruleRoutes.createRule, async (c) => {
    const caller = callerOf(c);
    const input = c.req.valid('json');
    const rule = await deps.db.asTenant(caller.tenantId, (tx) => createRule(tx, deps, caller, input));
    return c.json(rule, 201, { ETag: `"${rule.version}"` });
  });
  app.openapi(ruleRoutes.changeRule, async (c) => {
    const caller = callerOf(c);
    const { position, ...input } = c.req.valid('json');
    const version = expectedVersion(c.req.valid('header')['if-match']);
    const change = { id: c.req.valid('param').ruleId, version, input, position };
    const rule = await deps.db.asTenant(caller.tenantId, (tx) => changeRule(tx, deps, caller, change));
    return c.json(rule, 200, { ETag: `"${rule.version}"` });
  });
  app.openapi(ruleRoutes.deleteRule, async (c) => {
    const caller = callerOf(c);
    const { ruleId } = c.req.valid('param');
    await deps.db.asTenant(caller.tenantId, (tx) => deleteRule(tx, deps, caller, ruleId));
    return c.body(null, 204);
  });
  app.openapi(ruleRoutes.previewRule, async (c) => {
    const { conditions } = c.req.valid('json');
    return c.json(await deps.db.asTenant(callerOf(c).tenantId, (tx) => previewRule(tx, conditions)), 200);
  });
}
