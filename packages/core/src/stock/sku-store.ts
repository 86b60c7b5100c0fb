import type { Tx } from '@shopfleet/db';
import { type SQL, sql } from 'drizzle-orm';
import type { PublishInput } from './publish-quantity.ts';

/** What is left of each SKU, with how it is to be published. */
export async function findSkuStock(
  tx: Tx,
  tenantId: string,
  skuIds: readonly string[],
): Promise<ReadonlyMap<string, Omit<PublishInput, 'perUnit'>>> {
  const { rows } = await tx.execute<{
    id: string;
    publish_mode: PublishInput['mode'];
    buffer: number;
    safety_stock: number;
    on_hand: number;
    reserved: number;
    promo_held: number;
  }>(sql`
    select s.id, s.publish_mode, s.buffer, s.safety_stock, sum(l.on_hand)::int as on_hand, sum(l.reserved)::int as reserved,
      sum(l.promo_held)::int as promo_held
    from sku s join stock_level l on l.tenant_id = s.tenant_id and l.sku_id = s.id
    where s.tenant_id = ${tenantId} and s.id = any(${sql.param([...skuIds])}::text[])
    group by s.tenant_id, s.id`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        mode: row.publish_mode,
        buffer: row.buffer,
        safetyStock: row.safety_stock,
        onHand: row.on_hand,
        reserved: row.reserved,
        promoHeld: row.promo_held,
      },
    ]),
  );
}

export interface SkuRow extends Record<string, unknown> {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly barcode: string | null;
  readonly publish_mode: PublishInput['mode'];
  readonly buffer: number;
  readonly safety_stock: number;
  readonly on_hand: number;
  readonly reserved: number;
  readonly promo_held: number;
  readonly shortfall: number;
  readonly variants: number;
  readonly version: number;
}

function selectSkus(where: SQL, order: SQL): SQL {
  return sql`
    select s.id, s.code, s.name, s.barcode, s.publish_mode, s.buffer, s.safety_stock, s.version,
      coalesce(l.on_hand, 0)::int as on_hand, coalesce(l.reserved, 0)::int as reserved, coalesce(l.promo_held, 0)::int as promo_held,
      (select coalesce(sum(f.quantity), 0)::int from shortfall f
        where f.tenant_id = s.tenant_id and f.sku_id = s.id and f.resolved_at is null) as shortfall,
      (select count(*)::int from sku_mapping m where m.tenant_id = s.tenant_id and m.sku_id = s.id) as variants
    from sku s left join lateral (
      select sum(v.on_hand) as on_hand, sum(v.reserved) as reserved, sum(v.promo_held) as promo_held
      from stock_level v where v.tenant_id = s.tenant_id and v.sku_id = s.id) l on true
    where ${where} ${order}`;
}

export async function findSku(tx: Tx, tenantId: string, skuId: string): Promise<SkuRow | undefined> {
  const { rows } = await tx.execute<SkuRow>(selectSkus(sql`s.tenant_id = ${tenantId} and s.id = ${skuId}`, sql``));
  return rows[0];
}

/** SKUs by code; `q` is a part of the code, name or barcode. */
export async function listSkuRows(
  tx: Tx,
  input: { tenantId: string; q: string | undefined; after: string | undefined; limit: number },
): Promise<SkuRow[]> {
  const pattern = `%${(input.q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  const matches = input.q ? sql`and (s.code ilike ${pattern} or s.name ilike ${pattern} or s.barcode ilike ${pattern})` : sql``;
  const after = input.after === undefined ? sql`` : sql`and s.code > ${input.after}`;
  const { rows } = await tx.execute<SkuRow>(
    selectSkus(sql`s.tenant_id = ${input.tenantId} ${matches} ${after}`, sql`order by s.code limit ${input.limit + 1}`),
  );
  return rows;
}

export interface MovementRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly quantity: number;
  readonly cause_kind: string;
  readonly cause_id: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
}

/** The ledger of a SKU, newest first. Movement ids are ordered by time. */
export async function listMovementRows(
  tx: Tx,
  input: { tenantId: string; skuId: string; before: string | undefined; limit: number },
): Promise<MovementRow[]> {
  const before = input.before === undefined ? sql`` : sql`and id < ${input.before}`;
  const { rows } = await tx.execute<MovementRow>(sql`
    select id, kind, quantity, cause_kind, cause_id, actor, reason, at from stock_movement
    where tenant_id = ${input.tenantId} and sku_id = ${input.skuId} ${before} order by id desc limit ${input.limit + 1}`);
  return rows;
}
