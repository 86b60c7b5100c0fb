import type { CallHandler } from './call.ts';
import { cancelBySeller, handleBuyerCancellation } from './cancel-calls.ts';
import { createDocument, downloadDocument, getDocumentParameter, getDocumentResult } from './document-calls.ts';
import { addItem, deleteItem, updateItem } from './item-calls.ts';
import { getAddressList, getChannelList } from './logistics-calls.ts';
import { getMassShippingParameter, getMassTrackingNumber, massShipOrder } from './mass-ship-calls.ts';
import { getOrderDetail, getOrderList } from './order-calls.ts';
import { getPackageDetail, getShipmentList, searchPackageList } from './package-calls.ts';
import { uploadImage } from './picture-calls.ts';
import { getCategory, getItemBaseInfo, getItemList, getModelList } from './product-calls.ts';
import { confirmLostPushMessage, getAppPushConfig, getLostPushMessage, setAppPushConfig } from './push-calls.ts';
import { getReturnList } from './return-calls.ts';
import { shipOrder } from './ship-calls.ts';
import { getShippingParameter } from './shipping-parameter.ts';
import { getIpRanges, getShopInfo, getShopsByPartner, getWarehouseDetail } from './shop-calls.ts';
import { splitOrder, unsplitOrder } from './split-calls.ts';
import { updatePrice, updateStock } from './stock-calls.ts';
import { initTierVariation } from './tier-calls.ts';
import { getToken, refreshToken } from './token-calls.ts';
import { getTrackingInfo, getTrackingNumber } from './tracking-calls.ts';
import { unlistItem } from './unlist-calls.ts';

export interface Route {
  /** Name for counters and faults: the path without `/api/v2/`, with a dot between its words. */
  readonly api: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** What the signature covers: the app alone, or a token and its shop too. */
  readonly kind: 'public' | 'shop';
  readonly isUpload?: boolean;
  readonly answer: CallHandler;
}

type Place = `${'GET' | 'POST'} ${string}/${string}`;

function route(place: Place, kind: Route['kind'], answer: CallHandler, isUpload = false): Route {
  const [method, words = ''] = place.split(' ');
  return { api: words.replace('/', '.'), method: method === 'GET' ? 'GET' : 'POST', path: `/api/v2/${words}`, kind, isUpload, answer };
}

export const routes: readonly Route[] = [
  route('POST auth/token/get', 'public', getToken),
  route('POST auth/access_token/get', 'public', refreshToken),
  route('GET public/get_shops_by_partner', 'public', getShopsByPartner),
  route('GET public/get_shopee_ip_ranges', 'public', getIpRanges),
  route('GET shop/get_shop_info', 'shop', getShopInfo),
  route('GET shop/get_warehouse_detail', 'shop', getWarehouseDetail),
  route('GET order/get_order_list', 'shop', getOrderList),
  route('GET order/get_order_detail', 'shop', getOrderDetail),
  route('GET order/get_shipment_list', 'shop', getShipmentList),
  route('GET order/get_package_detail', 'shop', getPackageDetail),
  route('POST order/search_package_list', 'shop', searchPackageList),
  route('POST order/cancel_order', 'shop', cancelBySeller),
  route('POST order/handle_buyer_cancellation', 'shop', handleBuyerCancellation),
  route('POST order/split_order', 'shop', splitOrder),
  route('POST order/unsplit_order', 'shop', unsplitOrder),
  route('GET logistics/get_channel_list', 'shop', getChannelList),
  route('GET logistics/get_address_list', 'shop', getAddressList),
  route('GET logistics/get_shipping_parameter', 'shop', getShippingParameter),
  route('POST logistics/ship_order', 'shop', shipOrder),
  route('GET logistics/get_tracking_number', 'shop', getTrackingNumber),
  route('GET logistics/get_tracking_info', 'shop', getTrackingInfo),
  route('POST logistics/get_shipping_document_parameter', 'shop', getDocumentParameter),
  route('POST logistics/create_shipping_document', 'shop', createDocument),
  route('POST logistics/get_shipping_document_result', 'shop', getDocumentResult),
  route('POST logistics/download_shipping_document', 'shop', downloadDocument),
  route('POST logistics/get_mass_shipping_parameter', 'shop', getMassShippingParameter),
  route('POST logistics/mass_ship_order', 'shop', massShipOrder),
  route('POST logistics/get_mass_tracking_number', 'shop', getMassTrackingNumber),
  route('GET product/get_item_list', 'shop', getItemList),
  route('GET product/get_item_base_info', 'shop', getItemBaseInfo),
  route('GET product/get_model_list', 'shop', getModelList),
  route('GET product/get_category', 'shop', getCategory),
  route('POST product/add_item', 'shop', addItem),
  route('POST product/update_item', 'shop', updateItem),
  route('POST product/delete_item', 'shop', deleteItem),
  route('POST product/unlist_item', 'shop', unlistItem),
  route('POST product/init_tier_variation', 'shop', initTierVariation),
  route('POST product/update_stock', 'shop', updateStock),
  route('POST product/update_price', 'shop', updatePrice),
  route('POST media_space/upload_image', 'public', uploadImage, true),
  route('GET returns/get_return_list', 'shop', getReturnList),
  route('POST push/set_app_push_config', 'public', setAppPushConfig),
  route('GET push/get_app_push_config', 'public', getAppPushConfig),
  route('GET push/get_lost_push_message', 'public', getLostPushMessage),
  route('POST push/confirm_consumed_lost_push_message', 'public', confirmLostPushMessage),
];
