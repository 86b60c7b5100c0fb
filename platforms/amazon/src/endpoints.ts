import type { HttpRequest } from '@shopfleet/platform-kit';
import type { UsagePlan } from './usage-plans.ts';

export interface Endpoint {
  /** Our name of it; limits, breakers and metrics know it by this. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  /** `{name}` stands for a path parameter. */
  readonly path: string;
  readonly isRead: boolean;
  readonly plan: UsagePlan;
  /** Personal data: wants a restricted data token instead of the seller's. */
  readonly isRestricted: boolean;
}

const plan = (perSecond: number, burst: number): UsagePlan => ({ perSecond, burst });
const endpoint =
  (isRead: boolean, isRestricted: boolean) =>
  (operation: string, method: Endpoint['method'], path: string, usage: UsagePlan): Endpoint => ({
    operation,
    method,
    path,
    isRead,
    plan: usage,
    isRestricted,
  });
const read = endpoint(true, false);
const write = endpoint(false, false);
const restrictedRead = endpoint(true, true);
const restrictedWrite = endpoint(false, true);

const listing = '/listings/2021-08-01/items/{sellerId}/{sku}';
const shipment = '/mfn/v0/shipments/{shipmentId}';
const subscription = '/notifications/v1/subscriptions/{notificationType}';

/** Every operation in use with its usage plan (SP-API reference, "Usage plans and rate limits", read 2026-11-21). */
export const endpoints = {
  participations: read('sellers.participations', 'GET', '/sellers/v1/marketplaceParticipations', plan(0.016, 15)),
  restrictedToken: read('tokens.restricted', 'POST', '/tokens/2021-03-01/restrictedDataToken', plan(1, 10)),
  searchOrders: read('orders.search', 'GET', '/orders/2026-01-01/orders', plan(0.0056, 20)),
  getOrder: read('orders.detail', 'GET', '/orders/2026-01-01/orders/{orderId}', plan(0.5, 30)),
  confirmShipment: write('orders.confirm-shipment', 'POST', '/orders/v0/orders/{orderId}/shipmentConfirmation', plan(2, 10)),
  shippingServices: read('labels.services', 'POST', '/mfn/v0/eligibleShippingServices', plan(6, 12)),
  createShipment: restrictedWrite('labels.buy', 'POST', '/mfn/v0/shipments', plan(2, 2)),
  getShipment: restrictedRead('labels.detail', 'GET', shipment, plan(1, 1)),
  cancelShipment: restrictedWrite('labels.void', 'DELETE', shipment, plan(1, 1)),
  searchListings: read('listings.search', 'GET', '/listings/2021-08-01/items/{sellerId}', plan(5, 5)),
  getListing: read('listings.detail', 'GET', listing, plan(5, 10)),
  putListing: write('listings.put', 'PUT', listing, plan(5, 10)),
  patchListing: write('listings.patch', 'PATCH', listing, plan(5, 5)),
  deleteListing: write('listings.delete', 'DELETE', listing, plan(5, 5)),
  destinations: read('events.destinations', 'GET', '/notifications/v1/destinations', plan(1, 5)),
  createDestination: write('events.create-destination', 'POST', '/notifications/v1/destinations', plan(1, 5)),
  getSubscription: read('events.subscription', 'GET', subscription, plan(1, 5)),
  createSubscription: write('events.subscribe', 'POST', subscription, plan(1, 5)),
  deleteSubscription: write('events.unsubscribe', 'DELETE', `${subscription}/{subscriptionId}`, plan(1, 5)),
} as const satisfies Record<string, Endpoint>;
