import { amountText } from '../stage/amounts.ts';
import { type Market, marketOf } from './markets.ts';
import { hasAddress, isMasked, maskDigits, maskName, maskPostalCode, maskStreet } from './masking.ts';
import type { Order, OrderLine, OrderStatus, Parcel, Shop } from './model.ts';
import { parcelsOf } from './parcel-birth.ts';
import type { World } from './world.ts';

const linePackageStatus: Readonly<Partial<Record<OrderStatus, string>>> = {
  ON_HOLD: 'TO_FULFILL',
  AWAITING_SHIPMENT: 'TO_FULFILL',
  AWAITING_COLLECTION: 'PROCESSING',
  IN_TRANSIT: 'FULFILLING',
  DELIVERED: 'COMPLETED',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
};

/** An order as the search and detail calls give it; members that are undefined are left out of the JSON. */
export function orderView(world: World, order: Order): Record<string, unknown> {
  const shop = world.shops.get(order.shopId);
  if (!shop) throw new RangeError(`order ${order.id} has no shop`);
  const market = marketOf(shop.region);
  const parcels = parcelsOf(world, order);
  const shipped = parcels.find((parcel) => parcel.shippedTime !== undefined);
  return {
    id: order.id,
    status: order.status,
    order_type: 'NORMAL',
    user_id: order.buyerId,
    buyer_email: `v${order.buyerId.slice(-12)}@scs2.tiktok.com`,
    buyer_message: order.buyerMessage ?? '',
    seller_note: '',
    commerce_platform: shop.region === 'ID' ? 'TIKTOK_SHOP' : undefined,
    warehouse_id: order.lines[0]?.warehouseId,
    is_sample_order: false,
    is_cod: order.isCod,
    is_replacement_order: false,
    is_on_hold_order: order.passesHold,
    has_updated_recipient_address: false,
    split_or_combine_tag: order.splitTag,
    fulfillment_type: 'FULFILLMENT_BY_SELLER',
    shipping_type: order.shippingType,
    delivery_type: 'HOME_DELIVERY',
    ...deliveryOption(shop, order),
    shipping_provider: shipped?.providerName,
    shipping_provider_id: shipped?.providerId,
    tracking_number: shipped ? visibleTracking(world, shipped) : undefined,
    packages: parcels.length > 0 ? parcels.map(({ id }) => ({ id })) : undefined,
    ...orderTimes(world, order),
    is_buyer_request_cancel: order.requestCancelTime !== undefined,
    cancel_reason: order.cancelReason,
    cancellation_initiator: order.cancelledBy,
    payment: paymentView(order, market),
    payment_method_name: order.isCod ? 'Cash on delivery' : 'Bank Transfer',
    recipient_address: hasAddress(order) ? recipientView(world, order, market) : undefined,
    line_items: order.lines.map((line) => lineView(world, line, market)),
  };
}

export function deliveryOption(shop: Shop, order: Order): { delivery_option_id: string; delivery_option_name: string } {
  return order.shippingType === 'TIKTOK'
    ? { delivery_option_id: shop.tiktokDeliveryOptionId, delivery_option_name: 'Standard shipping' }
    : { delivery_option_id: shop.sellerDeliveryOptionId, delivery_option_name: 'Shipped by seller' };
}

/** The number appears some time after shipping, when the sandbox is so set. */
export function visibleTracking(world: World, parcel: Parcel): string | undefined {
  return (parcel.trackingAtMs ?? 0) <= world.clock.nowMs() ? parcel.trackingNumber : undefined;
}

function orderTimes(world: World, order: Order): Record<string, unknown> {
  const { settings } = world;
  const after = (ms: number): number | undefined => (order.paidTime === undefined ? undefined : order.paidTime + Math.floor(ms / 1000));
  return {
    create_time: order.createTime,
    paid_time: order.paidTime,
    update_time: order.updateTime,
    rts_time: order.shippedTime,
    collection_time: order.collectedTime,
    delivery_time: order.deliveredTime,
    cancel_time: order.cancelTime,
    request_cancel_time: order.requestCancelTime,
    rts_sla_time: after(settings.shipWithinMs / 2),
    tts_sla_time: after(settings.shipWithinMs),
    delivery_sla_time: after(settings.deliverWithinMs / 2),
    shipping_due_time: after(settings.shipWithinMs),
    collection_due_time: after(settings.collectWithinMs),
    delivery_due_time: after(settings.deliverWithinMs),
    cancel_order_sla_time: after(settings.shipWithinMs),
  };
}

function paymentView(order: Order, market: Market): Record<string, string> {
  const goods = order.lines.reduce((sum, line) => sum + line.priceMinor, 0);
  const text = (minor: number): string => amountText(minor, market.decimals);
  return {
    currency: market.currency,
    total_amount: text(goods + order.shippingFeeMinor),
    sub_total: text(goods),
    original_total_product_price: text(goods),
    seller_discount: '0',
    platform_discount: '0',
    shipping_fee: text(order.shippingFeeMinor),
    original_shipping_fee: text(order.shippingFeeMinor),
    shipping_fee_seller_discount: '0',
    shipping_fee_platform_discount: '0',
    tax: '0',
  };
}

export function recipientView(world: World, order: Order, market: Market): Record<string, unknown> {
  const masked = isMasked(order, market, world.clock.nowSeconds());
  const { recipient } = order;
  const street = masked ? maskStreet(recipient.street) : recipient.street;
  const name = masked ? maskName(recipient.name) : recipient.name;
  const level = (number: number, levelName: string, value: string) => ({
    address_level: `L${number}`,
    address_level_name: levelName,
    address_name: value,
  });
  return {
    name,
    first_name: name,
    last_name: '',
    phone_number: `(+${market.dialCode})${masked ? maskDigits(recipient.phone) : recipient.phone}`,
    full_address: [market.country, recipient.state, recipient.city, street].join(', '),
    address_detail: street,
    address_line1: street,
    address_line2: '',
    postal_code: masked ? maskPostalCode(recipient.postalCode) : recipient.postalCode,
    region_code: market.region,
    district_info: [
      level(0, 'Country', market.country),
      level(1, market.region === 'ID' ? 'Province' : 'State', recipient.state),
      level(2, 'City', recipient.city),
    ],
  };
}

function lineView(world: World, line: OrderLine, market: Market): Record<string, unknown> {
  const parcel = line.packageId === undefined ? undefined : world.parcels.get(line.packageId);
  const namesPackage = parcel !== undefined && (market.linesNamePackage || line.shippedTime !== undefined);
  const price = amountText(line.priceMinor, market.decimals);
  return {
    id: line.id,
    product_id: line.productId,
    product_name: line.productName,
    sku_id: line.skuId,
    sku_name: line.skuName,
    seller_sku: line.sellerSku,
    sku_image: `https://p16-oec-va.ibyteimg.com/sandbox/${line.skuId}.jpeg`,
    currency: market.currency,
    original_price: price,
    sale_price: price,
    seller_discount: '0',
    platform_discount: '0',
    display_status: line.status,
    package_id: namesPackage ? parcel.id : undefined,
    package_status: namesPackage ? linePackageStatus[line.status] : undefined,
    shipping_provider_id: parcel?.providerId,
    shipping_provider_name: parcel?.providerName,
    tracking_number: parcel ? visibleTracking(world, parcel) : undefined,
    rts_time: line.shippedTime,
    cancel_reason: line.cancelReason,
    cancel_user: line.cancelUser,
    is_gift: false,
    is_dangerous_good: false,
  };
}
