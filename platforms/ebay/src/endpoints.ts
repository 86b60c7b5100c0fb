import type { HttpRequest } from '@shopfleet/platform-kit';
import type { Budget } from './limits.ts';

export interface Endpoint {
  /** Our name of it; metrics know it by this. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  /** `{name}` stands for a path parameter. */
  readonly path: string;
  readonly budget: Budget;
  readonly host: 'api' | 'apiz';
  readonly isRead: boolean;
  /** Calls that write texts name their language, or the API refuses them. */
  readonly namesLanguage: boolean;
}

function family(budget: Budget, base: string, host: Endpoint['host'] = 'api') {
  const endpoint =
    (isRead: boolean, namesLanguage = false) =>
    (operation: string, method: Endpoint['method'], path: string): Endpoint => ({
      operation,
      method,
      path: base + path,
      budget,
      host,
      isRead,
      namesLanguage,
    });
  return { read: endpoint(true), write: endpoint(false), writeText: endpoint(false, true) };
}

const orders = family('sell.fulfillment', '/sell/fulfillment/v1/order');
const inventory = family('sell.inventory', '/sell/inventory/v1');
const account = family('sell.account', '/sell/account/v1');
const events = family('commerce.notification', '/commerce/notification/v1');

/** Every endpoint in use. */
export const endpoints = {
  getUser: family('commerce.identity', '/commerce/identity/v1', 'apiz').read('identity.user', 'GET', '/user/'),

  getOrders: orders.read('orders.list', 'GET', ''),
  getOrder: orders.read('orders.detail', 'GET', '/{order}'),
  getFulfilments: orders.read('fulfilments.list', 'GET', '/{order}/shipping_fulfillment'),
  getFulfilment: orders.read('fulfilments.detail', 'GET', '/{order}/shipping_fulfillment/{fulfilment}'),
  createFulfilment: orders.write('fulfilments.create', 'POST', '/{order}/shipping_fulfillment'),

  getItems: inventory.read('items.list', 'GET', '/inventory_item'),
  getItem: inventory.read('items.detail', 'GET', '/inventory_item/{sku}'),
  getItemsBySku: inventory.read('items.bulk', 'POST', '/bulk_get_inventory_item'),
  putItem: inventory.writeText('items.put', 'PUT', '/inventory_item/{sku}'),
  deleteItem: inventory.write('items.delete', 'DELETE', '/inventory_item/{sku}'),
  getGroup: inventory.read('groups.detail', 'GET', '/inventory_item_group/{group}'),
  putGroup: inventory.writeText('groups.put', 'PUT', '/inventory_item_group/{group}'),
  deleteGroup: inventory.write('groups.delete', 'DELETE', '/inventory_item_group/{group}'),
  publishGroup: inventory.write('groups.publish', 'POST', '/offer/publish_by_inventory_item_group'),
  withdrawGroup: inventory.write('groups.withdraw', 'POST', '/offer/withdraw_by_inventory_item_group'),
  getOffers: inventory.read('offers.list', 'GET', '/offer'),
  createOffer: inventory.writeText('offers.create', 'POST', '/offer'),
  putOffer: inventory.writeText('offers.put', 'PUT', '/offer/{offer}'),
  publishOffer: inventory.write('offers.publish', 'POST', '/offer/{offer}/publish'),
  withdrawOffer: inventory.write('offers.withdraw', 'POST', '/offer/{offer}/withdraw'),
  updateQuantities: inventory.write('quantities.update', 'POST', '/bulk_update_price_quantity'),
  getLocations: inventory.read('locations.list', 'GET', '/location'),

  getFulfillmentPolicies: account.read('policies.fulfillment', 'GET', '/fulfillment_policy'),
  getPaymentPolicies: account.read('policies.payment', 'GET', '/payment_policy'),
  getReturnPolicies: account.read('policies.return', 'GET', '/return_policy'),

  getConfig: events.read('events.config', 'GET', '/config'),
  putConfig: events.write('events.config-put', 'PUT', '/config'),
  getDestinations: events.read('events.destinations', 'GET', '/destination'),
  createDestination: events.write('events.destination-create', 'POST', '/destination'),
  putDestination: events.write('events.destination-put', 'PUT', '/destination/{destination}'),
  getTopic: events.read('events.topic', 'GET', '/topic/{topic}'),
  getSubscriptions: events.read('events.subscriptions', 'GET', '/subscription'),
  createSubscription: events.write('events.subscribe', 'POST', '/subscription'),
  putSubscription: events.write('events.subscription-put', 'PUT', '/subscription/{subscription}'),
  getPublicKey: {
    ...events.read('events.public-key', 'GET', '/public_key/{key}'),
    budget: 'commerce.notification.keys',
  },

  getRateLimits: family('developer.analytics', '/developer/analytics/v1_beta').read('limits.detail', 'GET', '/rate_limit/'),
} as const satisfies Record<string, Endpoint>;
