import type { HandoverWay } from '@shopfleet/platform-kit';
import { askPlatform } from '../../connections/index.ts';
import { selectPackagesOfOrder } from '../package-store.ts';
import { takeInHand } from './change-at-marketplace.ts';
import type { AtMarketplaceDeps } from './marketplace-deps.ts';

/** How an order's first waiting package can be handed over; empty where the marketplace leaves no choice. */
export async function readHandoverWays(deps: AtMarketplaceDeps, tenantId: string, orderId: string): Promise<readonly HandoverWay[]> {
  const { order, market } = await takeInHand(deps, tenantId, orderId);
  const ask = market.platform.fulfilment?.handoverWays;
  if (!ask) return [];
  const packages = await deps.db.asTenant(tenantId, (tx) => selectPackagesOfOrder(tx, orderId));
  const externalPackageId = packages.find((parcel) => parcel.status === 'to_arrange')?.external_id ?? undefined;
  return askPlatform(market.platform, () => ask(market.access, { externalOrderId: order.externalId, externalPackageId }));
}
