import type { JsonObject } from './call.ts';
import { marketOf } from './markets.ts';
import { hasAddress } from './masking.ts';
import type { Parcel, Shop } from './model.ts';
import { deliveryOption, recipientView, visibleTracking } from './order-view.ts';
import type { World } from './world.ts';

/** A package as the search gives it. */
export function parcelSummary(world: World, parcel: Parcel): JsonObject {
  return {
    id: parcel.id,
    orders: parcel.orderIds.map((id) => ({ id })),
    create_time: parcel.createTime,
    update_time: parcel.updateTime,
    status: parcel.status,
    tracking_number: visibleTracking(world, parcel),
    shipping_provider_name: parcel.providerName,
    shipping_provider_id: parcel.providerId,
    order_line_item_ids: parcel.lineIds,
  };
}

/** A package as the detail call gives it; the vendor's page writes `TO FULFILL` with a space here. */
export function parcelDetail(world: World, shop: Shop, parcel: Parcel): JsonObject {
  const orders = parcel.orderIds.flatMap((id) => world.orders.get(id) ?? []);
  const first = orders[0];
  const skus = new Set(orders.flatMap((order) => order.lines.filter((line) => parcel.lineIds.includes(line.id)).map((line) => line.skuId)));
  const number = visibleTracking(world, parcel);
  return {
    package_id: parcel.id,
    package_status: parcel.status === 'TO_FULFILL' ? 'TO FULFILL' : parcel.status,
    package_sub_status: parcel.subStatus,
    split_and_combine_tag: parcel.tag,
    orders: parcel.orderIds.map((id) => ({ id })),
    order_line_item_ids: parcel.lineIds,
    has_multi_skus: skus.size > 1,
    note_tag: orders.some((order) => order.buyerMessage) ? 'BUYER_NOTED' : 'BUYER_UNNOTED',
    shipping_type: first?.shippingType,
    shipping_provider_id: parcel.providerId,
    shipping_provider_name: parcel.providerName,
    ...(first ? deliveryOption(shop, first) : {}),
    tracking_number: number,
    handover_method: parcel.handoverMethod,
    pickup_slot: parcel.pickupSlot && { start_time: parcel.pickupSlot.start, end_time: parcel.pickupSlot.end },
    recipient_address: first && hasAddress(first) ? recipientView(world, first, marketOf(shop.region)) : undefined,
    sender_address: senderAddress(shop),
    weight: { value: '500', unit: 'GRAM' },
    dimension: { length: '20', width: '15', height: '10', unit: 'CM' },
    create_time: parcel.createTime,
    update_time: parcel.updateTime,
  };
}

export function senderAddress(shop: Shop): JsonObject {
  const market = marketOf(shop.region);
  const place = market.places[0];
  return {
    name: shop.name,
    phone_number: `(+${market.dialCode})800*****10`,
    full_address: [market.country, place?.state, place?.city, place?.street].join(', '),
    address_detail: place?.street,
    postal_code: place?.postalCode,
    region_code: market.region,
  };
}
