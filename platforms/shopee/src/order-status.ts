import type { OrderStatus, PackageStatus } from '@shopfleet/platform-kit';

/** What is known of an order beside its status, for the words that do not say where the goods are. */
export interface OrderProgress {
  readonly packages: readonly PackageStatus[];
  readonly wasPickedUp: boolean;
  /** Shopee's own warehouse ships it, or stock of it went there in advance: there is nothing for the seller to arrange. */
  readonly isShopeesToShip: boolean;
}

const plainStatuses: Readonly<Record<string, OrderStatus>> = {
  UNPAID: 'unpaid',
  PENDING: 'on_hold',
  INVOICE_PENDING: 'on_hold',
  SHIPPED: 'shipped',
  TO_CONFIRM_RECEIVE: 'delivered',
  COMPLETED: 'completed',
};

const derivedStatuses: Readonly<Record<string, (progress: OrderProgress) => OrderStatus>> = {
  READY_TO_SHIP: toArrange,
  RETRY_SHIP: toArrange,
  PROCESSED: (progress) => (isPartlyGone(progress) ? 'partially_shipped' : 'to_hand_over'),
  // The status before the buyer's wish is not told; the packages show it.
  IN_CANCEL: (progress) => (some(progress, 'to_arrange') || !some(progress, 'to_hand_over') ? toArrange(progress) : 'to_hand_over'),
  // What was lost or comes back has gone out all the same: a return is another story.
  TO_RETURN: whereItWent,
  CANCELLED: (progress) => (progress.wasPickedUp || some(progress, 'in_transit', 'delivered') ? whereItWent(progress) : 'cancelled'),
};

/** The hub's status for Shopee's; undefined for one that this version does not know. */
export function orderStatusOf(status: string, progress: OrderProgress): OrderStatus | undefined {
  if (Object.hasOwn(plainStatuses, status)) return plainStatuses[status];
  return Object.hasOwn(derivedStatuses, status) ? derivedStatuses[status]?.(progress) : undefined;
}

/** A split order shows the status of its least advanced package, though others may be on their way. */
function toArrange(progress: OrderProgress): OrderStatus {
  if (isPartlyGone(progress)) return 'partially_shipped';
  return progress.isShopeesToShip ? 'on_hold' : 'to_arrange';
}

function whereItWent({ packages }: OrderProgress): OrderStatus {
  const live = packages.filter((status) => status !== 'cancelled');
  return live.length > 0 && live.every((status) => status === 'delivered') ? 'delivered' : 'shipped';
}

const isPartlyGone = (progress: OrderProgress) => some(progress, 'in_transit', 'delivered') && some(progress, 'to_arrange', 'to_hand_over');

const some = ({ packages }: OrderProgress, ...wanted: readonly PackageStatus[]) => packages.some((status) => wanted.includes(status));

const packageStatuses: Readonly<Record<string, PackageStatus>> = {
  LOGISTICS_NOT_START: 'to_arrange',
  LOGISTICS_PENDING_ARRANGE: 'to_arrange',
  LOGISTICS_READY: 'to_arrange',
  LOGISTICS_PICKUP_RETRY: 'to_arrange',
  LOGISTICS_REQUEST_CREATED: 'to_hand_over',
  LOGISTICS_PICKUP_DONE: 'in_transit',
  // The parcel left the house; that it was lost or is on its way back is told by the order.
  LOGISTICS_DELIVERY_FAILED: 'in_transit',
  LOGISTICS_LOST: 'in_transit',
  LOGISTICS_DELIVERY_DONE: 'delivered',
  LOGISTICS_COD_REJECTED: 'cancelled',
  LOGISTICS_INVALID: 'cancelled',
  LOGISTICS_REQUEST_CANCELED: 'cancelled',
  LOGISTICS_PICKUP_FAILED: 'cancelled',
};

/** The hub's status for a package's; undefined for one that this version does not know. */
export function packageStatusOf(status: string): PackageStatus | undefined {
  return Object.hasOwn(packageStatuses, status) ? packageStatuses[status] : undefined;
}
