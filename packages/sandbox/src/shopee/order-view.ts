import type { JsonObject } from './call.ts';
import { amountOf, channelOf, type Market, marketOf } from './markets.ts';
import type { Order, OrderLine, Parcel } from './model.ts';
import { liveParcels } from './parcel-birth.ts';
import { pictureUrl } from './picture-calls.ts';
import type { World } from './world.ts';

export interface OrderWish {
  readonly fields: ReadonlySet<string>;
  /** `request_order_status_pending=true`. */
  readonly showsPending: boolean;
}

/** `PENDING` is a word for those who ask for it; for others the order stays unpaid, as no push tells of the change. */
export const shownStatus = (order: Order, showsPending: boolean): string =>
  order.status === 'PENDING' && !showsPending ? 'UNPAID' : order.status;

/** Until when the seller must have shipped; 0 while nothing is paid. */
const shipBy = (world: World, order: Order): number =>
  order.payTime === undefined ? 0 : order.payTime + Math.floor(world.settings.shipWithinMs / 1000);

/** Eleven fields always, the others by name. */
export function orderView(world: World, order: Order, wish: OrderWish): JsonObject {
  const market = marketOf(world.shops.get(order.shopId)?.region ?? '');
  const view: Record<string, unknown> = {
    order_sn: order.id,
    region: market.region,
    currency: market.currency,
    cod: order.isCod,
    order_status: shownStatus(order, wish.showsPending),
    message_to_seller: order.message,
    create_time: order.createTime,
    update_time: order.updateTime,
    days_to_ship: Math.round(world.settings.shipWithinMs / 86_400_000),
    ship_by_date: shipBy(world, order),
    booking_sn: '',
  };
  if (order.status === 'PENDING' && wish.showsPending) view.pending_terms = ['SYSTEM_PENDING'];
  for (const [name, read] of Object.entries(optional)) if (wish.fields.has(name)) Object.assign(view, read(world, order, market));
  return view;
}

type Reader = (world: World, order: Order, market: Market) => JsonObject;

const optional: Readonly<Record<string, Reader>> = {
  buyer_user_id: (_, order) => ({ buyer_user_id: Number(order.buyerId) }),
  buyer_username: (_, order) => ({ buyer_username: order.buyerName }),
  estimated_shipping_fee: (_, order, market) => ({ estimated_shipping_fee: amountOf(order.shippingFeeMinor, market) }),
  recipient_address: (world, order, market) => ({ recipient_address: recipientView(world, order, market) }),
  actual_shipping_fee: () => ({ actual_shipping_fee: 0 }),
  actual_shipping_fee_confirmed: () => ({ actual_shipping_fee_confirmed: false }),
  goods_to_declare: () => ({ goods_to_declare: false }),
  note: (_, order) => ({ note: order.note }),
  note_update_time: (_, order) => ({ note_update_time: order.noteUpdateTime }),
  item_list: (world, order, market) => ({
    item_list: order.lines.map((line) => lineView(world, line, market)),
    can_full_cancel_order: order.status === 'READY_TO_SHIP',
    can_partial_cancel_order: order.status === 'READY_TO_SHIP' && !order.isSplit,
  }),
  pay_time: (_, order) => ({ pay_time: order.payTime ?? 0 }),
  dropshipper: () => ({ dropshipper: '' }),
  dropshipper_phone: () => ({ dropshipper_phone: '' }),
  split_up: (_, order) => ({ split_up: order.isSplit }),
  buyer_cancel_reason: (_, order) => ({ buyer_cancel_reason: order.buyerCancelReason ?? '' }),
  cancel_by: (_, order) => ({ cancel_by: order.cancelledBy ?? '' }),
  cancel_reason: (_, order) => ({ cancel_reason: order.cancelReason ?? '' }),
  fulfillment_flag: (_, order) => ({
    fulfillment_flag: order.isFulfilledByShopee ? 'fulfilled_by_shopee' : 'fulfilled_by_local_seller',
  }),
  pickup_done_time: (_, order) => ({ pickup_done_time: order.pickupDoneTime ?? 0 }),
  package_list: (world, order, market) => ({ package_list: liveParcels(world, order).map((parcel) => parcelView(parcel, order, market)) }),
  shipping_carrier: (_, order, market) => ({
    shipping_carrier: channelOf(market.region, order.channelId).name,
    checkout_shipping_carrier: channelOf(market.region, order.channelId).name,
  }),
  payment_method: (_, order) => ({ payment_method: order.isCod ? 'Cash on Delivery' : 'Bank Transfer' }),
  total_amount: (_, order, market) => ({ total_amount: order.payTime === undefined ? 0 : totalOf(order, market) }),
  invoice_data: () => ({ invoice_data: null }),
  order_chargeable_weight_gram: () => ({ order_chargeable_weight_gram: 0 }),
  return_request_due_date: () => ({ return_request_due_date: 0 }),
  edt: (_, order) => ({ edt_from: order.createTime + 2 * 86_400, edt_to: order.createTime + 5 * 86_400 }),
};

export function totalOf(order: Order, market: Market): number {
  const goods = order.lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0);
  return amountOf(goods + order.shippingFeeMinor, market);
}

function lineView(world: World, line: OrderLine, market: Market): JsonObject {
  const price = amountOf(line.priceMinor, market);
  return {
    item_id: Number(line.itemId),
    item_name: line.itemName,
    item_sku: line.itemSku,
    model_id: Number(line.modelId),
    model_name: line.modelName,
    model_sku: line.modelSku,
    model_quantity_purchased: line.quantity,
    model_original_price: price,
    model_discounted_price: price,
    wholesale: false,
    weight: line.weightKg,
    add_on_deal: false,
    main_item: false,
    add_on_deal_id: 0,
    promotion_type: '',
    promotion_id: 0,
    // The same for all models of an item: no key of a line by itself.
    order_item_id: Number(line.itemId),
    promotion_group_id: 0,
    image_info: { image_url: pictureUrl(world, line.imageId) },
    product_location_id: line.locationId === '' ? [] : [line.locationId],
    active_qty: line.quantity - line.cancelled,
    cancelled_qty: line.cancelled,
    cancel_requested_qty: 0,
    return_requested_qty: 0,
    returned_qty: 0,
  };
}

export const parcelItems = (parcel: Parcel, order: Order): JsonObject[] =>
  parcel.items.map((item) => ({
    item_id: Number(item.itemId),
    model_id: Number(item.modelId),
    model_quantity: item.quantity,
    order_item_id: Number(item.itemId),
    promotion_group_id: 0,
    product_location_id: order.lines.find((line) => line.itemId === item.itemId && line.modelId === item.modelId)?.locationId ?? '',
  }));

function parcelView(parcel: Parcel, order: Order, market: Market): JsonObject {
  return {
    package_number: parcel.id,
    logistics_status: parcel.status,
    logistics_channel_id: parcel.channelId,
    shipping_carrier: channelOf(market.region, parcel.channelId).name,
    allow_self_design_awb: false,
    parcel_chargeable_weight_gram: 0,
    group_shipment_id: null,
    item_list: parcelItems(parcel, order),
  };
}

/** Names and numbers come masked, as for every app that declared no addresses of its own. */
export function recipientView(world: World, order: Order, market: Market): JsonObject {
  const { recipient } = order;
  const isMasked = world.settings.masksBuyers;
  const full = `${recipient.street}, ${recipient.district}, ${recipient.city}, ${recipient.state}, ${recipient.zipcode}`;
  return {
    name: isMasked ? maskName(recipient.name) : recipient.name,
    phone: isMasked ? maskPhone(recipient.phone) : recipient.phone,
    town: '',
    district: recipient.district,
    city: recipient.city,
    state: recipient.state,
    region: market.region,
    zipcode: isMasked ? '******' : recipient.zipcode,
    full_address: isMasked ? '******' : full,
    geolocation: { latitude: 0, longitude: 0 },
  };
}

/** `Siti Rahmawati` → `S******i`. */
export const maskName = (name: string): string => `${name.slice(0, 1)}******${name.slice(-1)}`;
export const maskPhone = (phone: string): string => `******${phone.slice(-2)}`;
