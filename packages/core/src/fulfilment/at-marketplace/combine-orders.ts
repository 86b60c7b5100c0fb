import { HubError } from '@shopfleet/kernel';
import { unsupported } from '../../connections/index.ts';
import type { FulfilResult } from '../fulfil-order.ts';
import { type PackageOfOrder, selectPackagesOfOrder } from '../package-store.ts';
import { changeAtMarketplace, takeInHand } from './change-at-marketplace.ts';
import type { AskedBy, AtMarketplaceDeps } from './marketplace-deps.ts';

/** Puts the packages of orders of one shop together. Throws `CONFLICT` when one of them went out, and what `askPlatform` throws. */
export async function combineOrders(deps: AtMarketplaceDeps, by: AskedBy, orderIds: readonly string[]): Promise<FulfilResult[]> {
  const inHand = [];
  for (const orderId of new Set(orderIds)) inHand.push(await takeInHand(deps, by.tenantId, orderId));
  const [first] = inHand;
  if (!first || inHand.length < 2) throw new HubError('CONFLICT', { message: 'Two orders at least can be combined' });
  const { market } = first;
  const combine = market.platform.fulfilment?.combine;
  if (!combine) throw unsupported(market.platform, 'combine');
  const orders = inHand.map(({ order }) => order);
  if (orders.some((order) => order.shopId !== first.order.shopId))
    throw new HubError('CONFLICT', { message: 'These orders are of different shops' });
  const readPackages = () =>
    deps.db.asTenant(by.tenantId, async (tx) => {
      const found: PackageOfOrder[] = [];
      for (const { id } of orders) found.push(...(await selectPackagesOfOrder(tx, id)));
      return found;
    });
  const packages = await readPackages();
  if (packages.some((parcel) => parcel.status !== 'to_arrange' || parcel.external_id === null)) {
    throw new HubError('CONFLICT', { message: 'Only packages that wait to be arranged can be put together' });
  }
  const externalIds = [...new Set(packages.flatMap((parcel) => parcel.external_id ?? []))];
  let after = packages;
  const watched: AtMarketplaceDeps = {
    ...deps,
    async refreshOrders(...args) {
      await deps.refreshOrders(...args);
      after = await readPackages();
    },
  };
  return changeAtMarketplace(watched, by, {
    orders,
    market,
    kind: 'combined',
    detail: { orders: orders.map((order) => order.externalId) },
    tell: () => combine(market.access, { externalOrderIds: orders.map((order) => order.externalId), externalPackageIds: externalIds }),
    isDone: () => new Set(after.map((parcel) => parcel.external_id)).size === 1,
  });
}
