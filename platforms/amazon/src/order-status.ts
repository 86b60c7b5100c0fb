import type { OrderStatus, PackageStatus, PlatformOrderLine } from '@shopfleet/platform-kit';
import type { WireOrder, WireOrderItem } from './wire/order.ts';

const orderStatuses: Readonly<Record<string, OrderStatus>> = {
  PENDING_AVAILABILITY: 'on_hold',
  PENDING: 'unpaid',
  UNSHIPPED: 'to_arrange',
  PARTIALLY_SHIPPED: 'partially_shipped',
  SHIPPED: 'shipped',
  CANCELLED: 'cancelled',
  UNFULFILLABLE: 'cancelled',
};

const packageStatuses: Readonly<Record<string, PackageStatus>> = {
  PENDING: 'to_hand_over',
  SHIPPED: 'in_transit',
  IN_TRANSIT: 'in_transit',
  // On its way back.
  UNDELIVERABLE: 'in_transit',
  DELIVERED: 'delivered',
  CANCELLED: 'cancelled',
};

/** Statuses that parcels tell more about. */
const parcelled: ReadonlySet<OrderStatus> = new Set(['to_arrange', 'partially_shipped', 'shipped']);

/** A parcel that Amazon names without a status has gone out: nothing else makes one. */
export function packageStatusOf(status: string): PackageStatus {
  return (Object.hasOwn(packageStatuses, status) ? packageStatuses[status] : undefined) ?? 'in_transit';
}

/**
 * The hub's status; undefined for one that this version does not know. Amazon calls an order shipped as soon as its label is bought:
 * where its parcels are says more. While the carrier has seen none of them it waits, and what is in no parcel is still to be arranged.
 */
export function orderStatusOf(order: Pick<WireOrder, 'fulfillment' | 'packages' | 'orderItems'>): OrderStatus | undefined {
  const said = order.fulfillment?.fulfillmentStatus ?? '';
  const status = Object.hasOwn(orderStatuses, said) ? orderStatuses[said] : undefined;
  const parcels = order.packages
    .map(({ packageStatus }) => packageStatusOf(packageStatus?.status ?? ''))
    .filter((one) => one !== 'cancelled');
  if (parcels.length === 0 || status === undefined || !parcelled.has(status)) return status;
  const isWaiting = (parcel: PackageStatus) => parcel === 'to_hand_over';
  const isCovered = status === 'shipped' || order.orderItems.every((item) => openQuantityOf(order, item) === 0);
  if (parcels.every(isWaiting)) return isCovered ? 'to_hand_over' : 'to_arrange';
  if (!isCovered || parcels.some(isWaiting)) return 'partially_shipped';
  return parcels.every((parcel) => parcel === 'delivered') ? 'delivered' : 'shipped';
}

/** Units of a line that are in no parcel yet. */
export function openQuantityOf(order: Pick<WireOrder, 'packages'>, item: WireOrderItem): number {
  const packed = order.packages
    .filter(({ packageStatus }) => packageStatusOf(packageStatus?.status ?? '') !== 'cancelled')
    .flatMap(({ packageItems }) => packageItems)
    .filter(({ orderItemId }) => orderItemId === item.orderItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const left = Math.min(item.fulfillment?.quantityUnfulfilled ?? item.quantityOrdered, item.quantityOrdered - packed);
  return Math.max(0, left);
}

/** Cancelled units are taken off `quantityOrdered`, so that a line without any is cancelled. */
export function lineStatusOf(order: WireOrder, item: WireOrderItem): PlatformOrderLine['status'] {
  const isCancelled = orderStatusOf(order) === 'cancelled' || item.quantityOrdered === 0 || item.cancellation?.cancellationExecution;
  if (isCancelled) return 'cancelled';
  return openQuantityOf(order, item) === 0 ? 'shipped' : 'open';
}
