import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { availableOf, changedLevel, type LevelChange, placeFor, type Reservation } from './reservation.ts';
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
  const changes: LevelChange[] = [];
  for (const group of groupByOrder(await findShorts(tx, tenantId, skuIds))) {
    const skuId = group[0]?.skuId ?? '';
    const locked = levels.get(skuId);
    const level =
      locked &&
      changedLevel(
        locked,
        changes.filter((change) => change.skuId === skuId),
      );
    const total = group.reduce((sum, one) => sum + one.quantity, 0);
    if (!level || availableOf(level) < total) continue;
    const locationId = placeFor(level, total);
    addChange(changes, { skuId, locationId, reserved: total, onHand: 0 });
    filled.push(...group.map((one) => ({ ...one, locationId })));
  }
  if (filled.length === 0) return;
  await tx.execute(sql`
    update reservation v set state = 'open', location_id = r."locationId"
    from jsonb_to_recordset(${JSON.stringify(filled)}::jsonb) as r(id text, "locationId" text)
    where v.tenant_id = ${tenantId} and v.id = r.id`);
  await changeLevels(tx, tenantId, changes);
  const pairs = groupByOrder(filled).map((group) => ({ orderId: group[0]?.orderId ?? '', skuId: group[0]?.skuId ?? '' }));
  await writeSoldShortfalls(tx, clock, tenantId, pairs);
}

function addChange(changes: LevelChange[], added: LevelChange): void {
  const place = changes.findIndex(({ skuId, locationId }) => skuId === added.skuId && locationId === added.locationId);
  const former = changes[place];
  if (former) changes[place] = { ...former, reserved: former.reserved + added.reserved };
  else changes.push(added);
}

async function findShorts(tx: Tx, tenantId: string, skuIds: readonly string[]): Promise<Reservation[]> {
  const { rows } = await tx.execute<Parameters<typeof toReservation>[0]>(sql`
    select id, order_id, order_line_id, sku_id, location_id, quantity, state from reservation
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
