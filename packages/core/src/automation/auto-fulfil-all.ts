import { defineJob, type Jobs } from '@shopfleet/jobs';
import { z } from 'zod';
import type { FulfilResult } from '../fulfilment/index.ts';
import { findOrder, listPendingOrderIds } from '../orders/index.ts';
import { advanceRun, createRun, findRun, finishRun, type RunRow } from '../sync/index.ts';
import type { AutomationDeps } from './automation-deps.ts';
import { follow } from './consider-order.ts';
import { decide } from './rule-match.ts';
import { selectRules } from './rule-store.ts';

const schema = z.object({ runId: z.string() });
/** Applies the rules to every order that can be shipped now. */
export const autoFulfilAllJob = defineJob<z.infer<typeof schema>>({
  name: 'automation.fulfil-all',
  lane: 'bulk',
  key: () => 'fulfil-all',
  expireInSeconds: 3_600,
  parse: (stored) => schema.parse(stored),
});

/** Starts the run; follow it by its id. */
export async function startAutoFulfilAll(deps: AutomationDeps, tenantId: string, requestedBy: string): Promise<RunRow> {
  return deps.db.asTenant(tenantId, async (tx) => {
    const runId = await createRun(tx, deps.clock, { tenantId, kind: 'auto-fulfil', requestedBy });
    await deps.jobs.enqueue(tx, autoFulfilAllJob, tenantId, { runId });
    const run = await findRun(tx, tenantId, runId);
    if (!run) throw new Error('the run that was just made is not there');
    return run;
  });
}

/** Goes through the pending orders, oldest ship-by first, one transaction each. Orders that were begun before are left alone. */
export async function autoFulfilAll(deps: AutomationDeps, tenantId: string, runId: string, signal: AbortSignal): Promise<void> {
  const orderIds = await deps.db.asTenant(tenantId, listPendingOrderIds);
  await deps.db.asTenant(tenantId, (tx) => advanceRun(tx, deps.clock, { tenantId, runId, total: orderIds.length }));
  let started = 0;
  for (const orderId of orderIds) {
    signal.throwIfAborted();
    const result = await autoFulfilOne(deps, tenantId, orderId);
    if (result?.outcome === 'started') started += 1;
    await deps.db.asTenant(tenantId, (tx) => advanceRun(tx, deps.clock, { tenantId, runId, processed: 1 }));
  }
  const message = `${started} of ${orderIds.length} pending orders are being shipped`;
  await deps.db.asTenant(tenantId, (tx) => finishRun(tx, deps.clock, { tenantId, runId, status: 'succeeded', message }));
}

/** Undefined when no rule matches, or when its fulfilment has begun already. */
function autoFulfilOne(deps: AutomationDeps, tenantId: string, orderId: string): Promise<FulfilResult | undefined> {
  return deps.db.asTenant(tenantId, async (tx) => {
    const order = await findOrder(tx, orderId, { lock: true });
    if (!order || order.fulfilState === 'working' || order.fulfilState === 'done' || order.holdReason !== '' || order.isCancelRequested)
      return undefined;
    const decision = decide(await selectRules(tx), order);
    return decision && follow(tx, deps, order, decision);
  });
}

export function workOnAutomation(jobs: Jobs, deps: AutomationDeps): void {
  jobs.work(autoFulfilAllJob, ({ tenantId, data, signal }) => autoFulfilAll(deps, tenantId, data.runId, signal), { concurrency: 2 });
}
