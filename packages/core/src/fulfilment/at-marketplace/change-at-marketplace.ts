import { HubError } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import { askPlatform } from '../../connections/index.ts';
import { appendHistory, findOrder, findOrderLines, type OrderLineRecord, type OrderRecord } from '../../orders/index.ts';
import type { OpenedShop } from '../../sync/index.ts';
import type { FulfilResult } from '../fulfil-order.ts';
import type { AskedBy, AtMarketplaceDeps } from './marketplace-deps.ts';

export interface OrderInHand {
  readonly order: OrderRecord;
  readonly lines: readonly OrderLineRecord[];
  readonly market: OpenedShop;
}

/** An order with its lines and the right to act for its shop. Throws `NOT_FOUND` and `NEEDS_RECONNECT`. */
export async function takeInHand(deps: AtMarketplaceDeps, tenantId: string, orderId: string): Promise<OrderInHand> {
  const found = await deps.db.asTenant(tenantId, async (tx) => {
    const order = await findOrder(tx, orderId);
    return order && { order, lines: await findOrderLines(tx, orderId) };
  });
  if (!found) throw new HubError('NOT_FOUND', { message: 'There is no such order' });
  return { ...found, market: await deps.openShop(tenantId, found.order.shopId) };
}

interface Change {
  readonly orders: readonly OrderRecord[];
  readonly market: OpenedShop;
  /** The kind of the history entry. */
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly tell: () => Promise<unknown>;
  /** Whether the orders, read again, show that an unanswered call took effect. */
  readonly isDone: (orders: readonly OrderRecord[]) => boolean;
}

/**
 * Tells the marketplace of a change, writes it into the history, and reads the orders again, whatever came of it. A call that got no
 * answer is decided by how the orders stand then: done, or `unknown`, never sent again by itself.
 */
export async function changeAtMarketplace(deps: AtMarketplaceDeps, by: AskedBy, change: Change): Promise<FulfilResult[]> {
  const { orders, market } = change;
  try {
    await change.tell();
    await note(deps, by, change);
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    const after = await readAgain(deps, by.tenantId, orders).catch(() => undefined);
    if (error.kind !== 'outcome-unknown' && error.kind !== 'conflict') return askPlatform(market.platform, () => Promise.reject(error));
    if (after && change.isDone(after)) {
      await note(deps, by, change);
      return resultsOf(orders, 'done', '');
    }
    if (error.kind === 'conflict') return askPlatform(market.platform, () => Promise.reject(error));
    return resultsOf(orders, 'unknown', `${market.platform.manifest.title} did not answer. Look at the order before you ask again.`);
  }
  // Done is done: an order that cannot be read just now comes with the next poll.
  await readAgain(deps, by.tenantId, orders).catch(() => undefined);
  return resultsOf(orders, 'done', '');
}

const resultsOf = (orders: readonly OrderRecord[], outcome: FulfilResult['outcome'], message: string): FulfilResult[] =>
  orders.map(({ id }) => ({ orderId: id, outcome, message }));

async function note(deps: AtMarketplaceDeps, { tenantId, actor }: AskedBy, { orders, kind, detail }: Change): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    for (const { id: orderId } of orders) await appendHistory(tx, deps.clock, { tenantId, orderId, kind, actor, detail });
  });
}

async function readAgain(deps: AtMarketplaceDeps, tenantId: string, orders: readonly OrderRecord[]): Promise<OrderRecord[]> {
  const shopId = orders[0]?.shopId ?? '';
  await deps.refreshOrders(
    tenantId,
    shopId,
    orders.map((order) => order.externalId),
  );
  return deps.db.asTenant(tenantId, async (tx) => {
    const found: OrderRecord[] = [];
    for (const { id } of orders) found.push(...[await findOrder(tx, id)].filter((order) => order !== undefined));
    return found;
  });
}
