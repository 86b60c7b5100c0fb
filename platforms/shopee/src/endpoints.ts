export interface Endpoint {
  /** Our name of it; metrics and the log know it by this. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly isRead: boolean;
  /** Some answers have no `response`: their members lie beside `error`. */
  readonly isFlat?: boolean;
  /** Codes that come with an answer that says more than the code. */
  readonly explained?: readonly string[];
}

const read = (operation: string, path: string, more: Partial<Endpoint> = {}): Endpoint => ({
  operation,
  method: 'GET',
  path: `/api/v2${path}`,
  isRead: true,
  ...more,
});
/** A POST that changes nothing. */
const ask = (operation: string, path: string, more: Partial<Endpoint> = {}): Endpoint => read(operation, path, { method: 'POST', ...more });
const write = (operation: string, path: string, more: Partial<Endpoint> = {}): Endpoint =>
  read(operation, path, { method: 'POST', isRead: false, ...more });

const batch = { explained: ['common.batch_api_all_failed', 'batch_api_all_failed'] };

/** Every endpoint in use. The verbs are those of the reference, where also some `get_…` calls are POST. */
export const endpoints = {
  getToken: write('token.get', '/auth/token/get', { isFlat: true }),
  refreshToken: write('token.refresh', '/auth/access_token/get', { isFlat: true }),
  getShopInfo: read('shops.detail', '/shop/get_shop_info', { isFlat: true }),
  getWarehouses: read('shops.warehouses', '/shop/get_warehouse_detail'),
  listOrders: read('orders.list', '/order/get_order_list'),
  getOrders: read('orders.detail', '/order/get_order_detail'),
  getPackages: read('packages.detail', '/order/get_package_detail'),
  cancelOrder: write('orders.cancel', '/order/cancel_order'),
  answerCancellation: write('orders.answer-cancellation', '/order/handle_buyer_cancellation'),
  splitOrder: write('orders.split', '/order/split_order'),
  getShippingParameter: read('packages.shipping-parameter', '/logistics/get_shipping_parameter'),
  shipOrder: write('packages.ship', '/logistics/ship_order'),
  getChannels: read('logistics.channels', '/logistics/get_channel_list'),
  getLabelTypes: ask('labels.types', '/logistics/get_shipping_document_parameter', batch),
  createLabel: write('labels.create', '/logistics/create_shipping_document', batch),
  getLabelState: ask('labels.state', '/logistics/get_shipping_document_result', batch),
  downloadLabel: ask('labels.download', '/logistics/download_shipping_document'),
  listItems: read('items.list', '/product/get_item_list'),
  getItems: read('items.detail', '/product/get_item_base_info'),
  getCategories: read('items.categories', '/product/get_category'),
  getModels: read('items.models', '/product/get_model_list'),
  addItem: write('items.add', '/product/add_item'),
  initTiers: write('items.tiers', '/product/init_tier_variation'),
  updateItem: write('items.update', '/product/update_item'),
  unlistItem: write('items.unlist', '/product/unlist_item', { explained: ['error_unlist_item_all_failed'] }),
  deleteItem: write('items.delete', '/product/delete_item'),
  updateStock: write('items.stock', '/product/update_stock', { explained: ['error_busi_update_stock_failed'] }),
  updatePrice: write('items.price', '/product/update_price'),
  uploadImage: write('images.upload', '/media_space/upload_image'),
  getLostPushes: read('pushes.lost', '/push/get_lost_push_message'),
  confirmLostPushes: write('pushes.confirm', '/push/confirm_consumed_lost_push_message'),
} as const satisfies Record<string, Endpoint>;
