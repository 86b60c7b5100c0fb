import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
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
