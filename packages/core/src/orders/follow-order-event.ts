import type { Database } from '@shopfleet/db';
import { RetryAt } from '@shopfleet/jobs';
import { crashPoint } from '@shopfleet/kernel';
import { databaseNow, type FollowedUp, judgeFailure, type OpenShop, parkEvents, tickOffOrders } from '../sync/index.ts';
import { type ImportDeps, importOrderBatch } from './import-orders.ts';
import type { OrderFetcher } from './order-fetcher.ts';

export interface FollowDeps extends ImportDeps {
  readonly db: Database;
  readonly openShop: OpenShop;
  readonly fetcher: OrderFetcher;
}

interface Follow {
  readonly tenantId: string;
  readonly shopId: string;
  readonly externalOrderId: string;
  readonly isLastTry: boolean;
}

/**
 * Fetches the current state of an order that an event named and takes it over; the events that waited for it end in the same
 * transaction. What cannot succeed is parked with its reason. Safe to repeat.
 */
export async function followOrderEvent(deps: FollowDeps, { tenantId, shopId, externalOrderId, isLastTry }: Follow): Promise<void> {
  const storedBefore = await databaseNow(deps.db);
  const done: FollowedUp = { tenantId, shopId, externalOrderIds: [externalOrderId], storedBefore };
  try {
    const readFrom = deps.clock.now();
    const order = await deps.fetcher.fetch(tenantId, shopId, externalOrderId);
    crashPoint('orders.after-fetch');
    await deps.db.asTenant(tenantId, async (tx) => {
      if (!order) return parkEvents(tx, done, `The shop does not have the order ${externalOrderId}`);
      const target = { tenantId, shopId, platform: order.platform, readFrom };
      const { refused, unordered } = await importOrderBatch(tx, deps, target, [order.order]);
      if (unordered.length > 0)
        throw new RetryAt(deps.clock.now(), 'The order changed while it was read, within one instant of the marketplace');
      if (refused[0]) return parkEvents(tx, done, refused[0].error.message);
      await tickOffOrders(tx, done);
    });
    crashPoint('orders.after-import');
  } catch (failure) {
    const verdict = await judgeFailure(deps, { tenantId, shopId }, failure, isLastTry);
    if (verdict.isOver) await deps.db.asTenant(tenantId, (tx) => parkEvents(tx, done, verdict.reason));
    throw verdict.error;
  }
}
