import type { HttpRequest } from '@shopfleet/platform-kit';

export interface Endpoint {
  /** Our name of it; limits, breakers and metrics know it by this. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  /** `{id}` stands for a path parameter. The version in the path is per endpoint. */
  readonly path: string;
  readonly isRead: boolean;
  /** Some calls refuse a shop cipher, the others demand it. */
  readonly takesCipher: boolean;
}

const read = (operation: string, method: Endpoint['method'], path: string): Endpoint => ({
  operation,
  method,
  path,
  isRead: true,
  takesCipher: true,
});
const write = (operation: string, method: Endpoint['method'], path: string): Endpoint => ({
  operation,
  method,
  path,
  isRead: false,
  takesCipher: true,
});

/** Every endpoint in use with its version: versions retire two months after their successor, so they live in one place. */
export const endpoints = {
  authorizedShops: { ...read('shops.authorized', 'GET', '/authorization/202309/shops'), takesCipher: false },
  endAuthorization: write('shops.cancel', 'DELETE', '/authorization/202403/shops'),
  setWebhook: write('webhooks.put', 'PUT', '/event/202309/webhooks'),
  searchOrders: read('orders.search', 'POST', '/order/202309/orders/search'),
  getOrders: read('orders.detail', 'GET', '/order/202507/orders'),
  getPackage: read('packages.detail', 'GET', '/fulfillment/202309/packages/{id}'),
  shipPackage: write('packages.ship', 'POST', '/fulfillment/202309/packages/{id}/ship'),
  handoverSlots: read('packages.slots', 'GET', '/fulfillment/202309/packages/{id}/handover_time_slots'),
  shippingDocument: read('packages.documents', 'GET', '/fulfillment/202309/packages/{id}/shipping_documents'),
  markAsShipped: write('orders.mark-shipped', 'POST', '/fulfillment/202309/orders/{id}/packages'),
  shippingServices: read('orders.services', 'POST', '/fulfillment/202309/orders/{id}/shipping_services/query'),
  createPackages: write('packages.create', 'POST', '/fulfillment/202512/packages'),
  splitOrder: write('orders.split', 'POST', '/fulfillment/202309/orders/{id}/split'),
  combinablePackages: read('packages.combinable', 'GET', '/fulfillment/202309/combinable_packages/search'),
  combinePackages: write('packages.combine', 'POST', '/fulfillment/202309/packages/combine'),
  searchCancellations: read('cancellations.search', 'POST', '/return_refund/202602/cancellations/search'),
  cancelOrder: write('cancellations.create', 'POST', '/return_refund/202602/cancellations'),
  approveCancellation: write('cancellations.approve', 'POST', '/return_refund/202309/cancellations/{id}/approve'),
  rejectCancellation: write('cancellations.reject', 'POST', '/return_refund/202309/cancellations/{id}/reject'),
  rejectReasons: read('cancellations.reasons', 'GET', '/return_refund/202309/reject_reasons'),
  shippingProviders: read('logistics.providers', 'GET', '/logistics/202309/delivery_options/{id}/shipping_providers'),
  searchProducts: read('products.search', 'POST', '/product/202502/products/search'),
  getProduct: read('products.detail', 'GET', '/product/202309/products/{id}'),
  createProduct: write('products.create', 'POST', '/product/202309/products'),
  editProduct: write('products.edit', 'POST', '/product/202509/products/{id}/partial_edit'),
  activateProducts: write('products.activate', 'POST', '/product/202309/products/activate'),
  deactivateProducts: write('products.deactivate', 'POST', '/product/202309/products/deactivate'),
  deleteProducts: write('products.delete', 'DELETE', '/product/202309/products'),
  updatePrices: write('prices.update', 'POST', '/product/202309/products/{id}/prices/update'),
  categoryAttributes: read('categories.attributes', 'GET', '/product/202309/categories/{id}/attributes'),
  // An upload that was lost may be repeated: nothing names the first.
  uploadImage: { ...read('images.upload', 'POST', '/product/202309/images/upload'), takesCipher: false },
  warehouses: read('warehouses.list', 'GET', '/logistics/202309/warehouses'),
  searchInventory: read('inventory.search', 'POST', '/product/202309/inventory/search'),
  updateInventory: write('inventory.update', 'POST', '/product/202309/products/{id}/inventory/update'),
} as const satisfies Record<string, Endpoint>;
