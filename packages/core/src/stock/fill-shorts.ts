import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { availableOf, type Reservation } from './reservation.ts';
import { writeCountedShortfalls, writeSoldShortfalls } from './shortfall-store.ts';
import { changeLevels, lockLevels, toReservation } from './stock-store.ts';

/**
 * Gives units that became available to those who wait, oldest first. One who needs more than there is waits on; smaller ones
 * behind are served, since new buyers would get those units otherwise.
 */
export async function fillShorts(tx: Tx, clock: Clock, tenantId: string, skuIds: readonly string[]): Promise<void> {
  if (skuIds.length === 0) return;
  const levels = await lockLevels(tx, tenantId, skuIds);
  await writeCountedShortfalls(tx, clock, tenantId, skuIds);
  const filled: Reservation[] = [];
  const changes = new Map<string, { reserved: number; onHand: number }>();
  for (const group of groupByOrder(await findShorts(tx, tenantId, skuIds))) {
    const skuId = group[0]?.skuId ?? '';
    const level = levels.get(skuId);
    const change = changes.get(skuId) ?? { reserved: 0, onHand: 0 };
    const total = group.reduce((sum, one) => sum + one.quantity, 0);
    if (!level || availableOf(level) - change.reserved < total) continue;
    changes.set(skuId, { ...change, reserved: change.reserved + total });
    filled.push(...group);
  }
  if (filled.length === 0) return;
  await tx.execute(sql`
    update reservation set state = 'open'
    where tenant_id = ${tenantId} and id = any(${sql.param(filled.map((one) => one.id))}::text[])`);
  await changeLevels(tx, tenantId, changes);
  const pairs = groupByOrder(filled).map((group) => ({ orderId: group[0]?.orderId ?? '', skuId: group[0]?.skuId ?? '' }));
  await writeSoldShortfalls(tx, clock, tenantId, pairs);
}

async function findShorts(tx: Tx, tenantId: string, skuIds: readonly string[]): Promise<Reservation[]> {
  const { rows } = await tx.execute<Parameters<typeof toReservation>[0]>(sql`
    select id, order_id, order_line_id, sku_id, quantity, state from reservation
    where tenant_id = ${tenantId} and sku_id = any(${sql.param([...skuIds])}::text[]) and state = 'short' order by created_at, id`);
  return rows.map(toReservation);
}

function groupByOrder(reservations: readonly Reservation[]): Reservation[][] {
  const groups = new Map<string, Reservation[]>();
  for (const one of reservations) {
    const key = `${one.orderId} ${one.skuId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
