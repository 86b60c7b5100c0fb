import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { PlatformOrder } from '@shopfleet/platform-kit';
import { lockMappings } from '../catalog/index.ts';
import { announceAll } from '../edge/index.ts';
import { reserveLines, type StockDeps } from '../stock/index.ts';
import { writeImportHistory } from './import-history.ts';
import { cancelMissingLines, insertNewOrders, lockKnownOrders, overwriteOrders, upsertLines } from './import-store.ts';
import type { ImportTarget } from './import-target.ts';
import { leaveOutForgotten } from './leave-out-forgotten.ts';
import { lineNeeds, soldVariants } from './line-needs.ts';
import { type ImportedOrder, isKnown, isUnordered, mergeOrder } from './merge-order.ts';
import type { OrderHooks } from './order-hooks.ts';
import { type OrderRow, toOrderRow } from './order-row.ts';
import { keepSnapshots } from './replay/index.ts';

export interface ImportDeps extends StockDeps {
  readonly hooks: OrderHooks;
}

export interface ImportResult {
  /** Orders that were new or newer than ours. */
  readonly imported: readonly ImportedOrder[];
  /** Orders that we had in this version or a newer one. */
  readonly unchanged: number;
  /** Orders that cannot be kept, or that say something impossible; the others went on. */
  readonly refused: readonly { externalId: string; error: HubError }[];
  /** Orders that must be read once more: see `isUnordered`. */
  readonly unordered: readonly string[];
}

interface Incoming {
  readonly order: PlatformOrder;
  readonly row: OrderRow;
}

/**
 * Takes over the current state of orders of one shop, in one transaction: orders, lines, stock, history, hooks, live notice.
 * Safe to repeat, and the same in every order of versions: an older or equal version changes nothing. Multi-row statements only,
 * so that a page costs little more than one order.
 */
export async function importOrderBatch(
  tx: Tx,
  deps: ImportDeps,
  target: ImportTarget,
  orders: readonly PlatformOrder[],
): Promise<ImportResult> {
  const { incoming: read, refused } = readable(orders);
  if (read.length === 0) return { imported: [], unchanged: 0, refused, unordered: [] };
  await lockMappings(tx, target.tenantId, 'shared');
  const incoming = await leaveOutForgotten(tx, deps.clock, target.platform, read);
  const { imported, unordered } = await writeOrders(tx, deps, target, incoming, refused);
  if (imported.length > 0) {
    const { tenantId } = target;
    const [lineIds, variants] = await Promise.all([
      upsertLines(tx, deps.clock, tenantId, imported),
      soldVariants(tx, deps.clock, target, imported),
      cancelMissingLines(tx, tenantId, imported),
    ]);
    const shortages = await reserveLines(tx, deps, tenantId, lineNeeds(imported, lineIds, variants));
    const changes = imported.map((one) => ({ topic: 'order' as const, id: one.orderId, what: one.isNew ? 'imported' : 'changed' }));
    await Promise.all([
      writeImportHistory(tx, deps.clock, tenantId, imported, shortages),
      keepSnapshots(tx, deps.clock, target, imported),
      announceAll(tx, deps.clock, tenantId, changes),
    ]);
    await runHooks(tx, deps.hooks, target, imported, lineIds);
  }
  const unchanged = incoming.length - imported.length - unordered.length - (refused.length - (orders.length - incoming.length));
  return { imported, unchanged, refused, unordered };
}

/** Takes over one order. Throws the reason when it cannot be kept. */
export async function importOrder(
  tx: Tx,
  deps: ImportDeps,
  target: ImportTarget,
  order: PlatformOrder,
): Promise<ImportedOrder | undefined> {
  const { imported, refused } = await importOrderBatch(tx, deps, target, [order]);
  if (refused[0]) throw refused[0].error;
  return imported[0];
}

/** The newest version of each order, in the order in which everybody locks them. */
function readable(orders: readonly PlatformOrder[]): { incoming: Incoming[]; refused: { externalId: string; error: HubError }[] } {
  const newest = new Map<string, Incoming>();
  const refused: { externalId: string; error: HubError }[] = [];
  for (const order of orders) {
    try {
      const row = toOrderRow(order);
      const other = newest.get(row.external_id);
      if (!other || other.row.external_version < row.external_version) newest.set(row.external_id, { order, row });
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      refused.push({ externalId: order.externalId, error });
    }
  }
  return { incoming: [...newest.values()].sort((a, b) => (a.row.external_id < b.row.external_id ? -1 : 1)), refused };
}

async function writeOrders(
  tx: Tx,
  deps: ImportDeps,
  target: ImportTarget,
  incoming: readonly Incoming[],
  refused: { externalId: string; error: HubError }[],
): Promise<{ imported: ImportedOrder[]; unordered: string[] }> {
  const added = await insertNewOrders(tx, deps.clock, target, incoming);
  const rest = incoming.filter((one) => !added.has(one.row.external_id));
  const known = await lockKnownOrders(
    tx,
    target,
    rest.map((one) => one.row.external_id),
  );
  const imported: ImportedOrder[] = [];
  const unordered: string[] = [];
  for (const { order, row } of incoming) {
    const orderId = added.get(row.external_id);
    if (orderId !== undefined) {
      imported.push({
        orderId,
        order,
        row,
        isNew: true,
        before: undefined,
        after: order.status,
        handStatus: null,
        wasCancelRequested: false,
      });
      continue;
    }
    const ours = known.get(row.external_id);
    if (!ours || isKnown(ours, row)) continue;
    if (target.readFrom && isUnordered(ours, row, target.readFrom)) {
      unordered.push(row.external_id);
      continue;
    }
    const merged = mergeOrder(ours, order, row);
    const isStale = merged instanceof HubError && ours.externalVersion === row.external_version;
    if (isStale) continue;
    if (merged instanceof HubError) refused.push({ externalId: order.externalId, error: merged });
    else imported.push(merged);
  }
  await overwriteOrders(
    tx,
    deps.clock,
    target.tenantId,
    imported.filter((one) => !one.isNew),
  );
  return { imported, unordered };
}

async function runHooks(
  tx: Tx,
  hooks: OrderHooks,
  target: ImportTarget,
  imported: readonly ImportedOrder[],
  lineIds: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<void> {
  for (const one of imported) {
    await hooks.onImported(tx, {
      tenantId: target.tenantId,
      orderId: one.orderId,
      shopId: target.shopId,
      isNew: one.isNew,
      before: one.before,
      after: one.after,
      isCancelRequested: one.order.isCancelRequested,
      platformOrder: one.order,
      lineIds: lineIds.get(one.orderId) ?? new Map(),
    });
  }
}
