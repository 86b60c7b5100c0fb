import type { OrderStatus, PlatformOrderLine } from '@shopfleet/platform-kit';

/** How much went out × what was paid. A refund of everything before shipping is for a person to judge: nothing must leave by itself. */
const orderStatuses: Readonly<Record<string, Readonly<Record<string, OrderStatus>>>> = {
  NOT_STARTED: {
    PENDING: 'unpaid',
    FAILED: 'unpaid',
    PAID: 'to_arrange',
    PARTIALLY_REFUNDED: 'to_arrange',
    FULLY_REFUNDED: 'on_hold',
  },
  IN_PROGRESS: {
    PENDING: 'partially_shipped',
    FAILED: 'partially_shipped',
    PAID: 'partially_shipped',
    PARTIALLY_REFUNDED: 'partially_shipped',
    FULLY_REFUNDED: 'partially_shipped',
  },
  // What comes back after shipping is a return; eBay never says when a parcel arrived.
  FULFILLED: { PENDING: 'shipped', FAILED: 'shipped', PAID: 'shipped', PARTIALLY_REFUNDED: 'shipped', FULLY_REFUNDED: 'shipped' },
};

const cancelStates: ReadonlySet<string> = new Set(['NONE_REQUESTED', 'IN_PROGRESS', 'CANCELED', '']);

export interface EbayOrderState {
  /** `orderFulfillmentStatus`. */
  readonly fulfilment: string;
  /** `orderPaymentStatus`. */
  readonly payment: string;
  /** `cancelStatus.cancelState`; '' when it is not named. */
  readonly cancel: string;
}

/** The hub's status for eBay's three; undefined for a word that this version does not know. */
export function orderStatusOf({ fulfilment, payment, cancel }: EbayOrderState): OrderStatus | undefined {
  const byPayment = Object.hasOwn(orderStatuses, fulfilment) ? orderStatuses[fulfilment] : undefined;
  const status = byPayment && Object.hasOwn(byPayment, payment) ? byPayment[payment] : undefined;
  if (!status || !cancelStates.has(cancel)) return undefined;
  return cancel === 'CANCELED' && status !== 'shipped' ? 'cancelled' : status;
}

/** Shipped means all units of the line; where some went out it is still open. */
export function lineStatusOf(fulfilment: string, isOrderCancelled: boolean): PlatformOrderLine['status'] {
  if (fulfilment === 'FULFILLED') return 'shipped';
  return isOrderCancelled ? 'cancelled' : 'open';
}
