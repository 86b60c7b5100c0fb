import type { Tx } from '@shopfleet/db';
import { findComponents } from '../catalog/index.ts';
import { followSales, newsOf } from './claims/follow-sales.ts';
import { fillShorts } from './fill-shorts.ts';
import { noteLowStock } from './low-stock/note-low-stock.ts';
import { planReservations } from './plan-reservations.ts';
import { requestPublish } from './request-publish.ts';
import type { Level, LineNeed, ReservationPlan } from './reservation.ts';
import { writeCountedShortfalls, writeSoldShortfalls } from './shortfall-store.ts';
import type { StockDeps } from './stock-deps.ts';
import { addReservations, changeLevels, closeReservations, findReservations, lockLevels, recordSales } from './stock-store.ts';

/**
 * Brings reservations, levels and ledger in line with what orders want of their lines, in the transaction that imports them.
 * Safe to repeat. The caller holds the mapping lock and the rows of the orders. Answers which orders are short of which SKU.
 */
export async function reserveLines(
  tx: Tx,
  deps: StockDeps,
  tenantId: string,
  needs: readonly LineNeed[],
): Promise<ReservationPlan['shortages']> {
  const components = await findComponents(
    tx,
    tenantId,
    needs.map((need) => need.variantId).filter((id) => id !== null),
  );
  const skuIds = [...components.values()].flat().map((component) => component.skuId);
  const lineIds = needs.map((need) => need.orderLineId);
  // Sent together: the second runs when the first has its locks.
  const [levels, existing] = await Promise.all([lockLevels(tx, tenantId, skuIds), findReservations(tx, tenantId, lineIds)]);
  const plan = planReservations({ needs, components, existing, levels });
  await Promise.all([
    closeReservations(tx, deps.clock, tenantId, plan.closed),
    addReservations(tx, deps.clock, tenantId, plan.added),
    recordSales(tx, deps.clock, tenantId, plan.sales),
    changeLevels(tx, tenantId, plan.changes),
  ]);
  await writeSoldShortfalls(tx, deps.clock, tenantId, plan.shortages);
  if ([...levels.values()].some(({ isGuaranteed }) => isGuaranteed)) {
    await followSales(tx, tenantId, newsOf(plan, needs, existing, components));
  }
  await settleChanged(tx, deps, tenantId, { plan, levels });
  return plan.shortages;
}

async function settleChanged(
  tx: Tx,
  deps: StockDeps,
  tenantId: string,
  { plan, levels }: { plan: ReservationPlan; levels: ReadonlyMap<string, Level> },
): Promise<void> {
  const changed = [...Map.groupBy(plan.changes, ({ skuId }) => skuId)].map(([skuId, places]) => ({
    skuId,
    onHand: places.reduce((sum, place) => sum + place.onHand, 0),
    reserved: places.reduce((sum, place) => sum + place.reserved, 0),
  }));
  const gone = changed.filter((change) => change.onHand < 0 && change.onHand < change.reserved).map(({ skuId }) => skuId);
  await writeCountedShortfalls(tx, deps.clock, tenantId, gone);
  const freed = changed.filter((change) => change.onHand - change.reserved > 0).map(({ skuId }) => skuId);
  await fillShorts(tx, deps.clock, tenantId, freed);
  const skuIds = changed.map(({ skuId }) => skuId);
  await noteLowStock(
    tx,
    deps.clock,
    tenantId,
    skuIds.filter((skuId) => levels.get(skuId)?.isWatched),
  );
  await requestPublish(tx, deps, tenantId, skuIds);
}
