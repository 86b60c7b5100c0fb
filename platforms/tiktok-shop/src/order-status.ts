import type { OrderStatus, PackageStatus, PlatformOrderLine } from '@shopfleet/platform-kit';

const orderStatuses: Readonly<Record<string, OrderStatus>> = {
  UNPAID: 'unpaid',
  ON_HOLD: 'on_hold',
  AWAITING_SHIPMENT: 'to_arrange',
  PARTIALLY_SHIPPING: 'partially_shipped',
  AWAITING_COLLECTION: 'to_hand_over',
  IN_TRANSIT: 'shipped',
  DELIVERED: 'delivered',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
};

/** The hub's status for TikTok Shop's; undefined for one that this version does not know. */
export function orderStatusOf(status: string): OrderStatus | undefined {
  return Object.hasOwn(orderStatuses, status) ? orderStatuses[status] : undefined;
}

const shippedLines: ReadonlySet<string> = new Set(['AWAITING_COLLECTION', 'IN_TRANSIT', 'DELIVERED', 'COMPLETED']);

export function lineStatusOf(displayStatus: string): PlatformOrderLine['status'] {
  if (displayStatus === 'CANCELLED' || displayStatus === 'CANCEL') return 'cancelled';
  return shippedLines.has(displayStatus) ? 'shipped' : 'open';
}

const packageStatuses: Readonly<Record<string, PackageStatus>> = {
  TO_FULFILL: 'to_arrange',
  PROCESSING: 'to_hand_over',
  FULFILLING: 'in_transit',
  COMPLETED: 'delivered',
  CANCELLED: 'cancelled',
};

/** Pages write the first status with a space or an underscore. */
export function packageStatusOf(status: string): PackageStatus | undefined {
  const name = status.toUpperCase().replace(' ', '_');
  return Object.hasOwn(packageStatuses, name) ? packageStatuses[name] : undefined;
}

const packageStatusByOrder: Readonly<Record<OrderStatus, PackageStatus>> = {
  unpaid: 'to_arrange',
  on_hold: 'to_arrange',
  to_arrange: 'to_arrange',
  partially_shipped: 'to_arrange',
  to_hand_over: 'to_hand_over',
  shipped: 'in_transit',
  delivered: 'delivered',
  completed: 'delivered',
  cancelled: 'cancelled',
};

/** What the order says about its package where the package itself says nothing. */
export function packageStatusFromOrder(status: OrderStatus): PackageStatus {
  return packageStatusByOrder[status];
}
