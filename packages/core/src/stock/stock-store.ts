import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { Level, NewReservation, Reservation, ReservationState, Sale } from './reservation.ts';

interface LevelRow extends Record<string, unknown> {
  readonly sku_id: string;
  readonly location_id: string;
  readonly on_hand: number;
  readonly reserved: number;
  readonly promo_held: number;
  readonly counted_since: string;
}

/** Locks the levels of these SKUs, always in the order of their ids, so that two transactions cannot wait for each other. */
export async function lockLevels(tx: Tx, tenantId: string, skuIds: readonly string[]): Promise<ReadonlyMap<string, Level>> {
  const ids = [...new Set(skuIds)].sort();
  if (ids.length === 0) return new Map();
  const { rows } = await tx.execute<LevelRow>(sql`
    select l.sku_id, l.location_id, l.on_hand, l.reserved, l.promo_held, s.created_at as counted_since
    from stock_level l join sku s on s.tenant_id = l.tenant_id and s.id = l.sku_id
    where l.tenant_id = ${tenantId} and l.sku_id = any(${sql.param(ids)}::text[])
    order by l.sku_id, l.location_id for update of l`);
  return new Map(
    rows.map((row) => [
      row.sku_id,
      {
        skuId: row.sku_id,
        locationId: row.location_id,
        onHand: row.on_hand,
        reserved: row.reserved,
        promoHeld: row.promo_held,
        countedSince: new Date(row.counted_since),
      },
    ]),
  );
}

/**
 * Changes `reserved` and `on_hand`. More is promised only where it is there, whatever was read before. Throws when a guard
 * holds: the levels are locked, so that would be our own mistake, and the transaction must not commit.
 */
export async function changeLevels(
  tx: Tx,
  tenantId: string,
  changes: ReadonlyMap<string, { reserved: number; onHand: number }>,
): Promise<void> {
  if (changes.size === 0) return;
  const rows = [...changes].map(([sku_id, change]) => ({ sku_id, reserved: change.reserved, on_hand: change.onHand }));
  const { rowCount } = await tx.execute(sql`
    update stock_level l set reserved = l.reserved + r.reserved, on_hand = l.on_hand + r.on_hand
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(sku_id text, reserved integer, on_hand integer)
    where l.tenant_id = ${tenantId} and l.sku_id = r.sku_id
      and (r.reserved <= 0 or l.on_hand + r.on_hand - l.reserved - l.promo_held >= r.reserved)`);
  if (rowCount !== changes.size) throw new Error(`${changes.size - (rowCount ?? 0)} stock levels refused a change that was checked`);
}

interface ReservationRow extends Record<string, unknown> {
  readonly id: string;
  readonly order_id: string;
  readonly order_line_id: string;
  readonly sku_id: string | null;
  readonly quantity: number;
  readonly state: ReservationState;
}

/** Every reservation these lines ever had. Read it after the levels are locked. */
export async function findReservations(tx: Tx, tenantId: string, orderLineIds: readonly string[]): Promise<Reservation[]> {
  const { rows } = await tx.execute<ReservationRow>(sql`
    select id, order_id, order_line_id, sku_id, quantity, state from reservation
    where tenant_id = ${tenantId} and order_line_id = any(${sql.param([...orderLineIds])}::text[]) order by id`);
  return rows.map(toReservation);
}

export function toReservation(row: ReservationRow): Reservation {
  return {
    id: row.id,
    orderId: row.order_id,
    orderLineId: row.order_line_id,
    skuId: row.sku_id,
    quantity: row.quantity,
    state: row.state,
  };
}

export async function closeReservations(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  closed: readonly { id: string; state: 'released' | 'consumed' }[],
): Promise<void> {
  if (closed.length === 0) return;
  await tx.execute(sql`
    update reservation v set state = r.state, closed_at = ${clock.now().toISOString()}
    from jsonb_to_recordset(${JSON.stringify(closed)}::jsonb) as r(id text, state text)
    where v.tenant_id = ${tenantId} and v.id = r.id`);
}

export async function addReservations(tx: Tx, clock: Clock, tenantId: string, added: readonly NewReservation[]): Promise<void> {
  if (added.length === 0) return;
  const at = clock.now();
  const rows = added.map((one) => ({ ...one, id: newId('reservation', at.getTime()) }));
  await tx.execute(sql`
    insert into reservation (tenant_id, id, order_id, order_line_id, variant_id, sku_id, location_id, quantity, state, created_at, closed_at)
    select ${tenantId}, r.id, r."orderId", r."orderLineId", r."variantId", r."skuId", r."locationId", r.quantity, r.state,
      ${at.toISOString()}, case when r.state = 'consumed' then ${at.toISOString()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "orderId" text, "orderLineId" text, "variantId" text,
      "skuId" text, "locationId" text, quantity integer, state text)`);
}

/** The ledger's lines for goods that left with an order. A cause that moved already moves nothing. */
export async function recordSales(tx: Tx, clock: Clock, tenantId: string, sales: readonly Sale[]): Promise<void> {
  if (sales.length === 0) return;
  const at = clock.now();
  const rows = sales.map((sale) => ({ ...sale, id: newId('stockMovement', at.getTime()) }));
  await tx.execute(sql`
    insert into stock_movement (tenant_id, id, sku_id, location_id, kind, quantity, cause_kind, cause_id, actor, at)
    select ${tenantId}, r.id, r."skuId", r."locationId", 'sale', -r.quantity, 'order-line', r."orderLineId", 'system:hub', ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, "orderLineId" text, "skuId" text, "locationId" text, quantity integer)`);
}
