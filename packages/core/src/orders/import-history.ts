import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import type { ImportedOrder } from './merge-order.ts';
import { type HistoryFact, writeHistory } from './order-history.ts';

const actor = 'platform:marketplace';

/** Notes what an import told us: that the order exists, a new status, a wish to cancel, goods that are not there. */
export async function writeImportHistory(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  imported: readonly ImportedOrder[],
  shortages: readonly { orderId: string; skuId: string }[],
): Promise<void> {
  const facts = imported.flatMap((one) => [
    ...factsOf(one),
    ...shortages
      .filter((short) => short.orderId === one.orderId)
      .map(({ skuId }) => ({ orderId: one.orderId, kind: 'stock-short', actor: 'system:hub', detail: { skuId } })),
  ]);
  await writeHistory(tx, clock, tenantId, facts);
}

function factsOf(one: ImportedOrder): HistoryFact[] {
  const { orderId, order, before, after } = one;
  const facts: HistoryFact[] = [];
  const seen = { externalStatus: order.externalStatus, version: order.version };
  if (one.isNew) facts.push({ orderId, kind: 'imported', actor, detail: { status: after, ...seen } });
  else if (before !== after) facts.push({ orderId, kind: 'status-changed', actor, detail: { from: before, to: after, ...seen } });
  else facts.push({ orderId, kind: 'updated', actor, detail: seen });
  if (order.isCancelRequested && !one.wasCancelRequested) facts.push({ orderId, kind: 'cancel-requested', actor, detail: {} });
  return facts;
}
