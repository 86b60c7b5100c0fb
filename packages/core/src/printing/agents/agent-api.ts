import { printingRoutes } from '@shopfleet/contracts';
import { callerOf, type HubApp } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { selectAgents, viewAgent } from './agent-store.ts';
import { askToDiscover, getAgent, renameAgent, revokeAgent } from './change-agents.ts';
import { approvePairing, createPairingCode } from './pair-agent.ts';
import { tryPairingCode } from './pairing-tries.ts';

/** What people do with agents. What agents do themselves is the socket edge. */
export function registerAgentApi(app: HubApp, deps: PrintingDeps): void {
  app.openapi(printingRoutes.listAgents, async (c) => {
    const rows = await deps.db.asTenant(callerOf(c).tenantId, selectAgents);
    return c.json({ items: rows.map(viewAgent) }, 200);
  });
  app.openapi(printingRoutes.createPairingCode, async (c) => {
    const { code, expiresAt } = await createPairingCode(deps, callerOf(c).tenantId);
    const command = `node_modules/.bin/node apps/agent/src/main.ts run --hub ${deps.publicUrl} --code ${code}`;
    return c.json({ code, expiresAt: expiresAt.toISOString(), command }, 201);
  });
  app.openapi(printingRoutes.approvePairing, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const typed = c.req.valid('json');
    const agentId = await tryPairingCode(deps, `${tenantId} ${actor.id}`, () => approvePairing(deps, { tenantId, actor, ...typed }));
    const row = await deps.db.asTenant(tenantId, (tx) => getAgent(tx, agentId));
    return c.json(viewAgent(row), 201);
  });
  app.openapi(printingRoutes.changeAgent, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { agentId } = c.req.valid('param');
    const { name } = c.req.valid('json');
    const row = await deps.db.asTenant(tenantId, (tx) => renameAgent(tx, deps, { tenantId, agentId, actor, name }));
    return c.json(viewAgent(row), 200);
  });
  app.openapi(printingRoutes.revokeAgent, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { agentId } = c.req.valid('param');
    await deps.db.asTenant(tenantId, (tx) => revokeAgent(tx, deps, { tenantId, agentId, actor }));
    return c.body(null, 204);
  });
  app.openapi(printingRoutes.discoverPrinters, async (c) => {
    const { tenantId } = callerOf(c);
    const { agentId } = c.req.valid('param');
    const row = await deps.db.asTenant(tenantId, (tx) => askToDiscover(tx, { tenantId, agentId }));
    return c.json(viewAgent(row), 202);
  });
}
