import type { Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { announce } from '../edge/index.ts';
import { fillShorts } from './fill-shorts.ts';
import { requestPublish } from './request-publish.ts';
import type { Level } from './reservation.ts';
import { writeCountedShortfalls } from './shortfall-store.ts';
import type { StockDeps } from './stock-deps.ts';
import { changeLevels, lockLevels } from './stock-store.ts';

export type StockChangeKind = 'receipt' | 'adjust' | 'write_off' | 'count';

export interface StockChange {
  readonly tenantId: string;
  readonly skuId: string;
  readonly kind: Exclude<StockChangeKind, 'count'>;
  /** Units: receipts come in (> 0), write-offs are given as what goes out (either sign), adjustments go both ways. */
  readonly quantity: number;
  readonly reason: string;
  /** `user:…`. */
  readonly actor: string;
  /** Why it happened, once: a cause that moved stock already moves nothing. Default: a new cause. */
  readonly cause?: { readonly kind: string; readonly id: string };
}

/**
 * Receives, adjusts or writes off units: ledger, level, promises that can now be kept, shortfalls, and what marketplaces show,
 * in one transaction. Throws `NOT_FOUND`, and `CONFLICT` when more would go than is there.
 */
export async function adjustStock(tx: Tx, deps: StockDeps, change: StockChange): Promise<void> {
  const level = await lockLevel(tx, change.tenantId, change.skuId);
  const quantity = signed(change);
  if (level.onHand + quantity < 0) {
    throw new HubError('CONFLICT', { message: `Only ${Math.max(0, level.onHand)} units are there: count the shelf, or take out fewer` });
  }
  await move(tx, deps, change.tenantId, level, { ...change, quantity });
}

/** Sets the number on hand to what somebody counted. */
export async function countStock(
  tx: Tx,
  deps: StockDeps,
  count: Omit<StockChange, 'kind' | 'quantity'> & { readonly counted: number },
): Promise<void> {
  const level = await lockLevel(tx, count.tenantId, count.skuId);
  const quantity = count.counted - level.onHand;
  if (quantity !== 0) await move(tx, deps, count.tenantId, level, { ...count, kind: 'count', quantity });
}

function signed({ kind, quantity }: StockChange): number {
  if (kind === 'write_off') return -Math.abs(quantity);
  if (kind === 'receipt' && quantity < 0) {
    throw new HubError('INVALID_REQUEST', {
      fields: [{ path: 'quantity', code: 'too_small', message: 'a receipt brings units in: use a positive number, or write off' }],
    });
  }
  return quantity;
}

async function lockLevel(tx: Tx, tenantId: string, skuId: string): Promise<Level> {
  const level = (await lockLevels(tx, tenantId, [skuId])).get(skuId);
  if (!level) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  return level;
}

interface Move {
  readonly kind: StockChangeKind;
  readonly quantity: number;
  readonly reason: string;
  readonly actor: string;
  readonly cause?: { readonly kind: string; readonly id: string };
}

async function move(tx: Tx, deps: StockDeps, tenantId: string, level: Level, input: Move): Promise<void> {
  const at = deps.clock.now();
  const id = newId('stockMovement', at.getTime());
  const cause = input.cause ?? { kind: input.kind, id };
  const { rowCount } = await tx.execute(sql`
    insert into stock_movement (tenant_id, id, sku_id, location_id, kind, quantity, cause_kind, cause_id, actor, reason, at)
    values (${tenantId}, ${id}, ${level.skuId}, ${level.locationId}, ${input.kind}, ${input.quantity}, ${cause.kind}, ${cause.id},
      ${input.actor}, ${input.reason}, ${at.toISOString()})
    on conflict (tenant_id, cause_kind, cause_id, sku_id, location_id) do nothing`);
  if (rowCount === 0) return;
  await changeLevels(tx, tenantId, new Map([[level.skuId, { reserved: 0, onHand: input.quantity }]]));
  if (input.quantity > 0) await fillShorts(tx, deps.clock, tenantId, [level.skuId]);
  else await writeCountedShortfalls(tx, deps.clock, tenantId, [level.skuId]);
  await requestPublish(tx, deps, tenantId, [level.skuId]);
  await announce(tx, deps.clock, tenantId, { topic: 'stock', id: level.skuId, what: input.kind });
}
