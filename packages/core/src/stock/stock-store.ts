import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { Level, LevelChange, NewReservation, Place, Reservation, ReservationState, Sale } from './reservation.ts';

interface LevelRow extends Record<string, unknown> {
  readonly sku_id: string;
  readonly location_id: string;
  readonly on_hand: number;
  readonly reserved: number;
  readonly promo_held: number;
  readonly counted_since: string;
  readonly is_guaranteed: boolean;
  readonly is_watched: boolean;
  readonly is_default: boolean;
}

/**
 * Locks the levels of these SKUs, always in the order of their ids, so that two transactions cannot wait for each other. The caller holds
 * the mapping lock: a SKU gets its level at another location only while nobody else does (`ensureLevel`).
 */
export async function lockLevels(tx: Tx, tenantId: string, skuIds: readonly string[]): Promise<ReadonlyMap<string, Level>> {
  const ids = [...new Set(skuIds)].sort();
  if (ids.length === 0) return new Map();
  const { rows } = await tx.execute<LevelRow>(sql`
    select l.sku_id, l.location_id, l.on_hand, l.reserved, l.promo_held, s.created_at as counted_since,
      s.publish_mode = 'guaranteed' as is_guaranteed, s.low_stock_at is not null as is_watched,
      (select p.is_default from location p where p.tenant_id = l.tenant_id and p.id = l.location_id) as is_default
    from stock_level l join sku s on s.tenant_id = l.tenant_id and s.id = l.sku_id
    where l.tenant_id = ${tenantId} and l.sku_id = any(${sql.param(ids)}::text[])
    order by l.sku_id, l.location_id for update of l`);
  return new Map([...Map.groupBy(rows, (row) => row.sku_id)].map(([skuId, own]) => [skuId, toLevel(skuId, own)]));
}

function toLevel(skuId: string, rows: readonly LevelRow[]): Level {
  const [usual, ...others] = rows.toSorted((a, b) => Number(b.is_default) - Number(a.is_default));
  if (!usual) throw new Error(`the SKU ${skuId} has no level`);
  const sum = (pick: (row: LevelRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    skuId,
    onHand: sum((row) => row.on_hand),
    reserved: sum((row) => row.reserved),
    promoHeld: sum((row) => row.promo_held),
    countedSince: new Date(usual.counted_since),
    isGuaranteed: usual.is_guaranteed,
    isWatched: usual.is_watched,
    places: [toPlace(usual), ...others.map(toPlace)],
  };
}

function toPlace(row: LevelRow): Place {
  return { locationId: row.location_id, onHand: row.on_hand, reserved: row.reserved, promoHeld: row.promo_held };
}

/**
 * Changes `reserved` and `on_hand`. More is promised only where it is there, whatever was read before. Throws when a guard
 * holds: the levels are locked, so that would be our own mistake, and the transaction must not commit.
 */
export async function changeLevels(tx: Tx, tenantId: string, changes: readonly LevelChange[]): Promise<void> {
  if (changes.length === 0) return;
  const more = [...Map.groupBy(changes, ({ skuId }) => skuId)].map(([sku_id, own]) => ({
    sku_id,
    reserved: own.reduce((sum, one) => sum + one.reserved, 0),
    on_hand: own.reduce((sum, one) => sum + one.onHand, 0),
  }));
  const { rowCount } = await tx.execute(sql`
    update stock_level l set reserved = l.reserved + r.reserved, on_hand = l.on_hand + r."onHand"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r("skuId" text, "locationId" text, reserved integer, "onHand" integer),
      jsonb_to_recordset(${JSON.stringify(more)}::jsonb) as m(sku_id text, reserved integer, on_hand integer)
    where l.tenant_id = ${tenantId} and l.sku_id = r."skuId" and l.location_id = r."locationId" and m.sku_id = l.sku_id
      and (m.reserved <= 0 or (select sum(o.on_hand - o.reserved - o.promo_held) from stock_level o
        where o.tenant_id = l.tenant_id and o.sku_id = l.sku_id) + m.on_hand >= m.reserved)`);
  if (rowCount !== changes.length) throw new Error(`${changes.length - (rowCount ?? 0)} stock levels refused a change that was checked`);
}

interface ReservationRow extends Record<string, unknown> {
  readonly id: string;
  readonly order_id: string;
  readonly order_line_id: string;
  readonly sku_id: string | null;
  readonly location_id: string | null;
  readonly quantity: number;
  readonly state: ReservationState;
}

/** Every reservation these lines ever had. Read it after the levels are locked. */
export async function findReservations(tx: Tx, tenantId: string, orderLineIds: readonly string[]): Promise<Reservation[]> {
  const { rows } = await tx.execute<ReservationRow>(sql`
    select id, order_id, order_line_id, sku_id, location_id, quantity, state from reservation
    where tenant_id = ${tenantId} and order_line_id = any(${sql.param([...orderLineIds])}::text[]) order by id`);
  return rows.map(toReservation);
}

export function toReservation(row: ReservationRow): Reservation {
  return {
    id: row.id,
    orderId: row.order_id,
    orderLineId: row.order_line_id,
    skuId: row.sku_id,
    locationId: row.location_id,
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
