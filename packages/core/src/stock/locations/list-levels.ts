import type { Tx } from '@shopfleet/db';
import { type Clock, HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { daysOfCover, soldPerDay } from '../low-stock/sold-lately.ts';
import { atsOf } from '../publish-quantity.ts';

interface LevelRow extends Record<string, unknown> {
  readonly location_id: string;
  readonly location_name: string;
  readonly is_default: boolean;
  readonly on_hand: number;
  readonly reserved: number;
  readonly promo_held: number;
  readonly safety_stock: number;
  readonly shortfall: number;
}

/** A SKU's units, whole and at each location in use, with how long they last. Throws `NOT_FOUND`. */
export async function viewLevels(tx: Tx, clock: Clock, tenantId: string, skuId: string) {
  const { rows } = await tx.execute<LevelRow>(sql`
    select l.location_id, p.name as location_name, p.is_default, l.on_hand, l.reserved, l.promo_held, s.safety_stock,
      (select coalesce(sum(f.quantity), 0)::int from shortfall f
        where f.tenant_id = s.tenant_id and f.sku_id = s.id and f.resolved_at is null) as shortfall
    from sku s join stock_level l on l.tenant_id = s.tenant_id and l.sku_id = s.id
    join location p on p.tenant_id = l.tenant_id and p.id = l.location_id
    where s.tenant_id = ${tenantId} and s.id = ${skuId} and p.retired_at is null
    order by p.is_default desc, lower(p.name)`);
  const first = rows[0];
  if (!first) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  const sum = (pick: (row: LevelRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const stock = {
    onHand: sum((row) => row.on_hand),
    reserved: sum((row) => row.reserved),
    promoHeld: sum((row) => row.promo_held),
    safetyStock: first.safety_stock,
  };
  const perDay = (await soldPerDay(tx, clock, tenantId, [skuId])).get(skuId) ?? 0;
  const ats = atsOf(stock);
  return {
    skuId,
    ...stock,
    ats,
    shortfall: first.shortfall,
    soldPerDay: perDay,
    daysOfCover: daysOfCover(ats, perDay),
    levels: rows.map((row) => ({
      locationId: row.location_id,
      locationName: row.location_name,
      isDefault: row.is_default,
      onHand: row.on_hand,
      reserved: row.reserved,
      promoHeld: row.promo_held,
    })),
  };
}
