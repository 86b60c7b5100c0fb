import type { Tx } from '@shopfleet/db';
import { type Clock, HubError } from '@shopfleet/kernel';
import type { OrderStatus } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { type Actor, recordAudit } from '../audit/index.ts';
import { findVariants, lockMappings } from '../catalog/index.ts';
import { announce } from '../edge/index.ts';
import { type LineNeed, reserveLines, type StockDeps } from '../stock/index.ts';
import { wishOf } from './line-needs.ts';
import { writeHistory } from './order-history.ts';
import { illegalTransition, mayPersonMove, personSteps } from './order-status.ts';
import { findOrder, findOrderLines, type OrderRecord } from './order-store.ts';

/** The fields of an order that are ours, not the marketplace's. An empty hold reason lets the order go on. */
export interface OrderChange {
  readonly note?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly holdReason?: string | undefined;
}

async function lockOrder(tx: Tx, orderId: string): Promise<OrderRecord> {
  const order = await findOrder(tx, orderId, { lock: true });
  if (!order) throw new HubError('NOT_FOUND', { message: 'There is no such order' });
  return order;
}

/** Changes note, tags and hold of an order. Throws `NOT_FOUND`. */
export async function changeOrder(
  tx: Tx,
  clock: Clock,
  input: { tenantId: string; orderId: string; change: OrderChange; actor: Actor },
): Promise<void> {
  const { tenantId, orderId, actor } = input;
  const order = await lockOrder(tx, orderId);
  const { note = order.note, tags: wanted = order.tags, holdReason = order.holdReason } = input.change;
  const tags = [...new Set(wanted)].sort();
  await tx.execute(sql`
    update orders set note = ${note}, tags = ${sql.param(tags)}::text[], hold_reason = ${holdReason},
      version = version + 1, updated_at = ${clock.now().toISOString()}
    where tenant_id = ${tenantId} and id = ${orderId}`);
  const kind = holdReason === order.holdReason ? 'edited' : holdReason === '' ? 'released' : 'held';
  const detail = { ...input.change };
  await writeHistory(tx, clock, tenantId, [{ orderId, kind, actor: `${actor.kind}:${actor.id}`, detail }]);
  await announce(tx, clock, tenantId, { topic: 'order', id: orderId, what: kind });
  await recordAudit(tx, clock, tenantId, { actor, action: `order.${kind}`, subject: { kind: 'order', id: orderId }, detail });
}

/**
 * Moves an order by hand, one step that the table allows, with what it means for the stock. The marketplace's word takes over
 * once it has caught up. Throws `ILLEGAL_TRANSITION` and changes nothing, or `NOT_FOUND`.
 */
export async function changeOrderStatus(
  tx: Tx,
  deps: StockDeps,
  input: { tenantId: string; orderId: string; status: OrderStatus; actor: Actor },
): Promise<void> {
  const { tenantId, orderId, status, actor } = input;
  const { clock } = deps;
  await lockMappings(tx, tenantId, 'shared');
  const order = await lockOrder(tx, orderId);
  if (!mayPersonMove(order.status, status)) throw illegalTransition(order.status, status, personSteps(order.status));
  await tx.execute(sql`
    update orders set status = ${status}, hand_status = ${status}, version = version + 1, updated_at = ${clock.now().toISOString()}
    where tenant_id = ${tenantId} and id = ${orderId} and status = ${order.status}`);
  await reserveLines(tx, deps, tenantId, await needsAt(tx, tenantId, order, status));
  const detail = { from: order.status, to: status };
  await writeHistory(tx, clock, tenantId, [{ orderId, kind: 'status-changed', actor: `${actor.kind}:${actor.id}`, detail }]);
  await announce(tx, clock, tenantId, { topic: 'order', id: orderId, what: 'changed' });
  await recordAudit(tx, clock, tenantId, { actor, action: 'order.status-changed', subject: { kind: 'order', id: orderId }, detail });
}

async function needsAt(tx: Tx, tenantId: string, order: OrderRecord, status: OrderStatus): Promise<LineNeed[]> {
  const lines = await findOrderLines(tx, order.id);
  const variants = await findVariants(
    tx,
    { tenantId, shopId: order.shopId },
    lines.map((line) => line.externalVariantId),
  );
  return lines.map((line) => ({
    orderId: order.id,
    orderLineId: line.id,
    variantId: variants.get(line.externalVariantId) ?? null,
    quantity: line.quantity,
    wish: wishOf(status, line.status),
    placedAt: order.placedAt,
  }));
}
