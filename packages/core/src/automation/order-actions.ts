import { HubError } from '@shopfleet/kernel';
import type { Actor } from '../audit/index.ts';
import { type FulfilRequest, type FulfilResult, findPackageLabel, fulfilOrder, selectPackagesOfOrder } from '../fulfilment/index.ts';
import { changeOrder, findOrder } from '../orders/index.ts';
import { printLabel } from '../printing/index.ts';
import type { AutomationDeps } from './automation-deps.ts';
import { follow } from './consider-order.ts';
import { decide } from './rule-match.ts';
import { selectRules } from './rule-store.ts';

export interface Asked {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly name: string;
}

/** A person asks for one order: a rule that holds it back is obeyed; without a rule against it, it ships. */
export function autoFulfil(deps: AutomationDeps, by: Asked, orderId: string): Promise<FulfilResult> {
  return deps.db.asTenant(by.tenantId, async (tx) => {
    const order = await findOrder(tx, orderId, { lock: true });
    if (!order) return { orderId, outcome: 'not-found', message: 'There is no such order' };
    const decision = decide(await selectRules(tx), order);
    if (decision && decision.rule.action !== 'fulfil') return follow(tx, deps, order, decision);
    return fulfilOrder(tx, deps, { tenantId: by.tenantId, orderId, requestedBy: by.name });
  });
}

/** Ships one order, with the marketplace's carrier or an own one. */
export function fulfil(
  deps: AutomationDeps,
  by: Asked,
  order: Pick<FulfilRequest, 'orderId' | 'ownCarrier' | 'handover' | 'items' | 'isNumberConfirmed'>,
): Promise<FulfilResult> {
  return deps.db.asTenant(by.tenantId, (tx) => fulfilOrder(tx, deps, { tenantId: by.tenantId, requestedBy: by.name, ...order }));
}

/** Prints the labels of an order that are there and not printed yet. */
export async function printOrder(deps: AutomationDeps, by: Asked, orderId: string): Promise<FulfilResult> {
  const { tenantId, name: requestedBy } = by;
  const { order, labels } = await deps.db.asTenant(tenantId, async (tx) => {
    const found = [];
    for (const { id } of await selectPackagesOfOrder(tx, orderId)) found.push(await findPackageLabel(tx, id));
    return { order: await findOrder(tx, orderId), labels: found.filter((label) => label !== undefined) };
  });
  if (!order) return { orderId, outcome: 'not-found', message: 'There is no such order' };
  if (labels.length === 0) return { orderId, outcome: 'skipped', message: 'It has no label yet. Fulfil it first.' };
  let added = 0;
  for (const label of labels) {
    const { isNew } = await printLabel(deps.printing, { tenantId, label, orderNumber: order.externalId, requestedBy });
    if (isNew) added += 1;
  }
  if (added === 0)
    return { orderId, outcome: 'skipped', message: 'Its labels are printed, or in the queue, already. Reprint them with a reason.' };
  return { orderId, outcome: 'started', message: `${added} ${added === 1 ? 'label' : 'labels'} in the queue` };
}

/** Puts an order on hold, or lets it go on. */
export async function holdOrder(deps: AutomationDeps, by: Asked, orderId: string, holdReason: string): Promise<FulfilResult> {
  const { tenantId, actor } = by;
  await deps.db.asTenant(tenantId, (tx) => changeOrder(tx, deps.clock, { tenantId, orderId, actor, change: { holdReason } }));
  return { orderId, outcome: holdReason === '' ? 'done' : 'held', message: holdReason };
}

/** One result for each, whatever happens to the others. */
export async function forEachOrder(orderIds: readonly string[], act: (orderId: string) => Promise<FulfilResult>): Promise<FulfilResult[]> {
  const results: FulfilResult[] = [];
  for (const orderId of orderIds) results.push(await act(orderId).catch((error) => refusal(orderId, error)));
  return results;
}

function refusal(orderId: string, error: unknown): FulfilResult {
  if (!(error instanceof HubError)) throw error;
  return { orderId, outcome: error.code === 'NOT_FOUND' ? 'not-found' : 'rejected', message: error.message };
}
