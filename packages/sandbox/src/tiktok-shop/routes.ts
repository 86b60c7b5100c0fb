import type { CallHandler } from './call.ts';
import {
  approveCancellation,
  cancelOrderBySeller,
  getRejectReasons,
  rejectCancellation,
  searchCancellations,
} from './cancellation-calls.ts';
import { getCategoryAttributes } from './category-calls.ts';
import { combinePackages, searchCombinable, uncombinePackage } from './combine-calls.ts';
import { getShippingDocument } from './document-calls.ts';
import { searchInventory, updateInventory, updatePrices } from './inventory-calls.ts';
import { createPackages, queryShippingServices } from './label-purchase-calls.ts';
import { getDeliveryOptions, getGlobalWarehouses, getShippingProviders, getWarehouses } from './logistics-calls.ts';
import { getOrders, getPriceDetail, searchOrders } from './order-calls.ts';
import { markPackageShipped, updateOrderShipping, updatePackageShipping } from './own-shipping-calls.ts';
import {
  deliverPackages,
  getHandoverTimeSlots,
  getPackage,
  getTracking,
  searchPackages,
  shipPackage,
  shipPackages,
} from './package-calls.ts';
import { uploadImage } from './picture-calls.ts';
import { activateProducts, deactivateProducts, deleteProducts, getProduct, searchProducts } from './product-calls.ts';
import { createProduct, editProduct } from './product-write-calls.ts';
import { cancelAuthorization, getActiveShops, getAuthorizedShops } from './shop-calls.ts';
import { getSplitAttributes, splitOrder } from './split-calls.ts';
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
const product = 'seller.product.basic';
const productWrite = 'seller.product.write';
const refund = 'seller.return_refund.basic';

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
  route('packages.update-shipping', 'POST /fulfillment/202309/packages/*/shipping_info/update', fulfillment, updatePackageShipping),
  route('orders.update-shipping', 'POST /fulfillment/202309/orders/*/shipping_info/update', logistics, updateOrderShipping),
  route('orders.mark-shipped', 'POST /fulfillment/202309/orders/*/packages', fulfillment, markPackageShipped),
  route('orders.split-attributes', 'GET /fulfillment/202309/orders/split_attributes', packageWrite, getSplitAttributes),
  route('orders.split', 'POST /fulfillment/202309/orders/*/split', packageWrite, splitOrder),
  route('packages.combinable', 'GET /fulfillment/202309/combinable_packages/search', packageWrite, searchCombinable),
  route('packages.combine', 'POST /fulfillment/202309/packages/combine', packageWrite, combinePackages),
  route('packages.uncombine', 'POST /fulfillment/202309/packages/*/uncombine', packageWrite, uncombinePackage),
  route('orders.shipping-services', 'POST /fulfillment/202309/orders/*/shipping_services/query', fulfillment, queryShippingServices),
  route('packages.create', 'POST /fulfillment/202512/packages', fulfillment, createPackages),
  route('packages.create', 'POST /fulfillment/202309/packages', fulfillment, createPackages),
  route('warehouses.list', 'GET /logistics/202309/warehouses', logistics, getWarehouses),
  route('warehouses.delivery-options', 'GET /logistics/202309/warehouses/*/delivery_options', logistics, getDeliveryOptions),
  route('delivery-options.providers', 'GET /logistics/202309/delivery_options/*/shipping_providers', logistics, getShippingProviders),
  route('warehouses.global', 'GET /logistics/202309/global_warehouses', 'seller.shop.info', getGlobalWarehouses, 'none'),
  route('products.search', 'POST /product/202502/products/search', product, searchProducts),
  route('products.search', 'POST /product/202309/products/search', product, searchProducts),
  route('products.detail', 'GET /product/202309/products/*', product, getProduct),
  route('products.activate', 'POST /product/202309/products/activate', product, activateProducts),
  route('products.deactivate', 'POST /product/202309/products/deactivate', product, deactivateProducts),
  route('products.create', 'POST /product/202309/products', productWrite, createProduct),
  route('products.edit', 'POST /product/202509/products/*/partial_edit', productWrite, editProduct),
  route('products.delete', 'DELETE /product/202309/products', 'seller.product.delete', deleteProducts),
  route('categories.attributes', 'GET /product/202309/categories/*/attributes', product, getCategoryAttributes),
  { ...route('images.upload', 'POST /product/202309/images/upload', product, uploadImage, 'none'), isUpload: true },
  route('inventory.update', 'POST /product/202309/products/*/inventory/update', productWrite, updateInventory),
  route('prices.update', 'POST /product/202309/products/*/prices/update', productWrite, updatePrices),
  route('inventory.search', 'POST /product/202309/inventory/search', product, searchInventory),
  route('cancellations.search', 'POST /return_refund/202602/cancellations/search', refund, searchCancellations),
  route('cancellations.search', 'POST /return_refund/202309/cancellations/search', refund, searchCancellations),
  route('cancellations.create', 'POST /return_refund/202602/cancellations', refund, cancelOrderBySeller),
  route('cancellations.create', 'POST /return_refund/202309/cancellations', refund, cancelOrderBySeller),
  route('cancellations.approve', 'POST /return_refund/202309/cancellations/*/approve', refund, approveCancellation),
  route('cancellations.reject', 'POST /return_refund/202309/cancellations/*/reject', refund, rejectCancellation),
  route('cancellations.reasons', 'GET /return_refund/202309/reject_reasons', refund, getRejectReasons),
  route('orders.tracking', 'GET /fulfillment/202309/orders/*/tracking', logistics, getTracking),
];
