import type { CallHandler } from './call.ts';
import { getShippingDocument } from './document-calls.ts';
import { getOrders, getPriceDetail, searchOrders } from './order-calls.ts';
import {
  deliverPackages,
  getHandoverTimeSlots,
  getPackage,
  getTracking,
  searchPackages,
  shipPackage,
  shipPackages,
} from './package-calls.ts';
import { cancelAuthorization, getActiveShops, getAuthorizedShops } from './shop-calls.ts';
import { deleteWebhook, listWebhooks, putWebhook } from './webhook-calls.ts';

export interface Route {
  /** Name for counters and faults. */
  readonly api: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `*` stands for an id. The second part is the version. */
  readonly path: string;
  readonly cipher: 'required' | 'none' | 'optional';
  readonly scope: string;
  readonly isUpload?: boolean;
  readonly answer: CallHandler;
}

type Method = Route['method'];

/** `GET /order/202309/orders` with the shop's cipher, unless said otherwise. */
function route(api: string, line: string, scope: string, answer: CallHandler, cipher: Route['cipher'] = 'required'): Route {
  const [method, path] = line.split(' ');
  if (!isMethod(method) || path === undefined) throw new RangeError(`not a route: ${line}`);
  return { api, method, path, scope, cipher, answer };
}

const isMethod = (text: string | undefined): text is Method => text === 'GET' || text === 'POST' || text === 'PUT' || text === 'DELETE';

const authorization = 'seller.authorization.info';
const order = 'seller.order.info';
const fulfillment = 'seller.fulfillment.basic';
const packageWrite = 'seller.fulfillment.package.write';
const logistics = 'seller.logistics';

export const routes: readonly Route[] = [
  route('shops.authorized', 'GET /authorization/202309/shops', authorization, getAuthorizedShops, 'none'),
  route('shops.cancel', 'DELETE /authorization/202403/shops', authorization, cancelAuthorization),
  route('shops.active', 'GET /seller/202309/shops', 'seller.shop.info', getActiveShops, 'none'),
  route('webhooks.list', 'GET /event/202309/webhooks', authorization, listWebhooks),
  route('webhooks.put', 'PUT /event/202309/webhooks', authorization, putWebhook),
  route('webhooks.delete', 'DELETE /event/202309/webhooks', authorization, deleteWebhook),
  route('orders.search', 'POST /order/202309/orders/search', order, searchOrders),
  route('orders.detail', 'GET /order/202309/orders', order, getOrders),
  route('orders.detail', 'GET /order/202507/orders', order, getOrders),
  route('orders.price', 'GET /order/202407/orders/*/price_detail', order, getPriceDetail),
  route('packages.search', 'POST /fulfillment/202309/packages/search', fulfillment, searchPackages, 'optional'),
  route('packages.batch-ship', 'POST /fulfillment/202309/packages/ship', fulfillment, shipPackages),
  route('packages.deliver', 'POST /fulfillment/202309/packages/deliver', 'seller.delivery.status.write', deliverPackages),
  route('packages.detail', 'GET /fulfillment/202309/packages/*', fulfillment, getPackage),
  route('packages.ship', 'POST /fulfillment/202309/packages/*/ship', fulfillment, shipPackage),
  route('packages.slots', 'GET /fulfillment/202309/packages/*/handover_time_slots', packageWrite, getHandoverTimeSlots),
  route('packages.documents', 'GET /fulfillment/202309/packages/*/shipping_documents', fulfillment, getShippingDocument),
  route('orders.tracking', 'GET /fulfillment/202309/orders/*/tracking', logistics, getTracking),
];
