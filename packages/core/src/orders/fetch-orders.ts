import { HubError } from '@shopfleet/kernel';
import type { PlatformOrder } from '@shopfleet/platform-kit';
import type { OpenedShop } from '../sync/index.ts';

/** Fetches orders by id, as many at a time as the platform takes. Throws `PLATFORM_UNSUPPORTED` when it has no orders. */
export async function fetchOrders({ platform, access }: OpenedShop, externalIds: readonly string[]): Promise<{ orders: PlatformOrder[] }> {
  const capability = platform.orders;
  if (!capability) throw new HubError('PLATFORM_UNSUPPORTED', { message: `${platform.manifest.title} has no orders` });
  const orders: PlatformOrder[] = [];
  for (let start = 0; start < externalIds.length; start += capability.maxIds) {
    orders.push(...(await capability.fetchOrders(access, externalIds.slice(start, start + capability.maxIds))));
  }
  return { orders };
}
