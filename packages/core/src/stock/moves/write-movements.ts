import type { Tx } from '@shopfleet/db';
import { newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../../edge/index.ts';
import { fillShorts } from '../fill-shorts.ts';
import { followChange } from '../follow-change.ts';
import { writeCountedShortfalls } from '../shortfall-store.ts';
import type { StockDeps } from '../stock-deps.ts';
import { changeLevels } from '../stock-store.ts';

export type HandKind = 'receipt' | 'adjust' | 'write_off' | 'count' | 'transfer';

export interface NewMovement {
  readonly skuId: string;
  readonly locationId: string;
  readonly kind: HandKind;
  readonly quantity: number;
  /** Default: itself. */
  readonly cause?: { readonly kind: string; readonly id: string };
  readonly reason: string;
  readonly actor: string;
  readonly undoesId?: string;
}

/**
 * Writes movements of one SKU and one cause to the ledger, with level, promises that can now be kept, shortfalls and what
 * marketplaces show, in one transaction. Answers their ids; none for a cause that moved stock already. The levels must be locked.
 */
export async function writeMovements(tx: Tx, deps: StockDeps, tenantId: string, movements: readonly NewMovement[]): Promise<string[]> {
  const at = deps.clock.now();
  const rows = movements.map((one) => {
    const id = newId('stockMovement', at.getTime());
    const cause = one.cause ?? { kind: one.kind, id };
    return { ...one, id, causeKind: cause.kind, causeId: cause.id, undoesId: one.undoesId ?? null };
  });
  const written = await tx.execute<{ id: string }>(sql`
    insert into stock_movement (tenant_id, id, sku_id, location_id, kind, quantity, cause_kind, cause_id, actor, reason, undoes_id, at)
    select ${tenantId}, r.id, r."skuId", r."locationId", r.kind, r.quantity, r."causeKind", r."causeId", r.actor, r.reason, r."undoesId",
      ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "skuId" text, "locationId" text, kind text, quantity integer,
      "causeKind" text, "causeId" text, actor text, reason text, "undoesId" text)
    on conflict (tenant_id, cause_kind, cause_id, sku_id, location_id) do nothing returning id`);
  const ids = new Set(written.rows.map((row) => row.id));
  const done = rows.filter((row) => ids.has(row.id));
  const first = done[0];
  if (!first) return [];
  const changes = done.map(({ skuId, locationId, quantity }) => ({ skuId, locationId, onHand: quantity, reserved: 0 }));
  await changeLevels(tx, tenantId, changes);
  const sum = done.reduce((total, one) => total + one.quantity, 0);
  if (sum > 0) await fillShorts(tx, deps.clock, tenantId, [first.skuId]);
  if (sum < 0) await writeCountedShortfalls(tx, deps.clock, tenantId, [first.skuId]);
  if (sum !== 0) await followChange(tx, deps, tenantId, [first.skuId]);
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: first.skuId, what: first.kind });
  return done.map((row) => row.id);
}
