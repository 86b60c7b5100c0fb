import { cancelShipment, getShipment } from './bought-label-calls.ts';
import type { CallHandler } from './call.ts';
import { confirmShipment } from './confirm-shipment.ts';
import { cancelFeed, createFeed, createFeedDocument, getFeed, getFeedDocument, getFeeds } from './feed-calls.ts';
import { createShipment, getEligibleShipmentServices } from './label-calls.ts';
import { deleteListingsItem, getListingsItem, patchListingsItem, putListingsItem } from './listing-calls.ts';
import { searchListingsItems } from './listing-search.ts';
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
import { getDefinitionsProductType, searchDefinitionsProductTypes } from './product-type-calls.ts';
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
const listings = '/listings/2021-08-01/items/{sellerId}';
const definitions = '/definitions/2020-09-01/productTypes';
const feeds = '/feeds/2021-06-30';
const notes = '/notifications/v1';
const grantless: Extra = { token: 'grantless', scope: 'sellingpartnerapi::notifications' };
const restricted: Extra = { token: 'restricted' };

export const routes: readonly Route[] = [
  route('GET /sellers/v1/marketplaceParticipations', 0.016, 15, getMarketplaceParticipations),
  route('POST /tokens/2021-03-01/restrictedDataToken', 1, 10, createRestrictedDataToken),
  route(`GET ${orders}`, 0.0056, 20, searchOrders),
  route(`GET ${orders}/{orderId}`, 0.5, 30, getOrder),
  route('POST /orders/v0/orders/{orderId}/shipmentConfirmation', 2, 10, confirmShipment, { status: 204 }),
  route(`GET ${listings}`, 5, 5, searchListingsItems),
  route(`GET ${listings}/{sku}`, 5, 10, getListingsItem),
  route(`PATCH ${listings}/{sku}`, 5, 5, patchListingsItem),
  route(`PUT ${listings}/{sku}`, 5, 10, putListingsItem),
  route(`DELETE ${listings}/{sku}`, 5, 5, deleteListingsItem),
  route(`GET ${definitions}`, 5, 10, searchDefinitionsProductTypes),
  route(`GET ${definitions}/{productType}`, 5, 10, getDefinitionsProductType),
  route(`POST ${feeds}/documents`, 0.5, 15, createFeedDocument, { status: 201 }),
  route(`GET ${feeds}/documents/{feedDocumentId}`, 0.0222, 10, getFeedDocument),
  route(`POST ${feeds}/feeds`, 0.0083, 15, createFeed, { status: 202 }),
  route(`GET ${feeds}/feeds`, 0.0222, 10, getFeeds),
  route(`GET ${feeds}/feeds/{feedId}`, 2, 15, getFeed),
  route(`DELETE ${feeds}/feeds/{feedId}`, 2, 15, cancelFeed),
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
