import { cancelShipment, getShipment } from './bought-label-calls.ts';
import type { CallHandler } from './call.ts';
import { confirmShipment } from './confirm-shipment.ts';
import { createShipment, getEligibleShipmentServices } from './label-calls.ts';
import {
  createDestination,
  createSubscription,
  deleteDestination,
  deleteSubscriptionById,
  getDestination,
  getDestinations,
  getSubscription,
  getSubscriptionById,
  getSubscriptions,
} from './notification-calls.ts';
import { getOrder, searchOrders } from './order-calls.ts';
import { createRestrictedDataToken } from './restricted-token-call.ts';
import { getMarketplaceParticipations } from './seller-calls.ts';
import type { UsagePlan } from './token-bucket.ts';

export interface Route {
  /** The operation's id in the official model; name for counters and faults. */
  readonly api: string;
  readonly method: string;
  /** `{…}` stands for one part of the path. */
  readonly path: string;
  /** Default usage plan as the model prints it. */
  readonly plan: UsagePlan;
  /** `seller` takes the seller's own token, `restricted` one that names this operation, `grantless` the application's. */
  readonly token: 'seller' | 'restricted' | 'grantless';
  readonly scope?: string;
  readonly status: number;
  readonly answer: CallHandler;
}

type Extra = Partial<Pick<Route, 'token' | 'scope' | 'status'>>;

/** `GET /sellers/v1/…` at so many calls a second and so many at once. */
function route(line: string, rate: number, burst: number, answer: CallHandler, extra: Extra = {}): Route {
  const [method = '', path = ''] = line.split(' ');
  return { api: answer.name, method, path, plan: { rate, burst }, token: 'seller', status: 200, answer, ...extra };
}

const orders = '/orders/2026-01-01/orders';
const labels = '/mfn/v0';
const notes = '/notifications/v1';
const grantless: Extra = { token: 'grantless', scope: 'sellingpartnerapi::notifications' };
const restricted: Extra = { token: 'restricted' };

export const routes: readonly Route[] = [
  route('GET /sellers/v1/marketplaceParticipations', 0.016, 15, getMarketplaceParticipations),
  route('POST /tokens/2021-03-01/restrictedDataToken', 1, 10, createRestrictedDataToken),
  route(`GET ${orders}`, 0.0056, 20, searchOrders),
  route(`GET ${orders}/{orderId}`, 0.5, 30, getOrder),
  route('POST /orders/v0/orders/{orderId}/shipmentConfirmation', 2, 10, confirmShipment, { status: 204 }),
  route(`POST ${labels}/eligibleShippingServices`, 6, 12, getEligibleShipmentServices),
  route(`POST ${labels}/shipments`, 2, 2, createShipment, restricted),
  route(`GET ${labels}/shipments/{shipmentId}`, 1, 1, getShipment, restricted),
  route(`DELETE ${labels}/shipments/{shipmentId}`, 1, 1, cancelShipment, restricted),
  route(`POST ${notes}/destinations`, 1, 5, createDestination, grantless),
  route(`GET ${notes}/destinations`, 1, 5, getDestinations, grantless),
  route(`GET ${notes}/destinations/{destinationId}`, 1, 5, getDestination, grantless),
  route(`DELETE ${notes}/destinations/{destinationId}`, 1, 5, deleteDestination, grantless),
  route(`GET ${notes}/subscriptions`, 1, 5, getSubscriptions),
  route(`POST ${notes}/subscriptions/{notificationType}`, 1, 5, createSubscription),
  route(`GET ${notes}/subscriptions/{notificationType}`, 1, 5, getSubscription),
  route(`GET ${notes}/subscriptions/{notificationType}/{subscriptionId}`, 1, 5, getSubscriptionById, grantless),
  route(`DELETE ${notes}/subscriptions/{notificationType}/{subscriptionId}`, 1, 5, deleteSubscriptionById, grantless),
];
