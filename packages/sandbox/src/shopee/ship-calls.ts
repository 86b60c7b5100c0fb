import {
  type Answer,
  type Call,
  type JsonObject,
  numberField,
  objectField,
  orderOf,
  parcelOf,
  requiredText,
  shopOf,
  textField,
} from './call.ts';
import { type Channel, channelOf, marketOf } from './markets.ts';
import type { Order, Parcel } from './model.ts';
import { arrangeParcel } from './parcel-life.ts';
import { Refusal, wrong } from './refusal.ts';
import { pickupSlots } from './shipping-parameter.ts';

const longestText = 64;

/** Arranges one package; the answer is the envelope alone. */
export function shipOrder(call: Call): Answer {
  const { body } = call;
  const order = orderOf(call, requiredText(body, 'order_sn'));
  if (order.status === 'CANCELLED') throw new Refusal('logistics.ship_order_not_ready_to_ship', 'The order is not ready to ship.');
  arrangeWith(call, order, parcelOf(call, order, textField(body, 'package_number')), body);
  return {};
}

/** Every refusal leaves the package as it was; the call itself is counted. @throws Refusal */
export function arrangeWith(call: Call, order: Order, parcel: Parcel, body: JsonObject): void {
  parcel.shipCalls += 1;
  call.world.parcels.save(parcel);
  refuseUnshippable(order, parcel);
  const channel = channelOf(shopOf(call).region, parcel.channelId);
  const { handover, own } = readWay(call, channel, body);
  arrangeParcel(call.world, order, parcel, handover, own);
}

function refuseUnshippable(order: Order, parcel: Parcel): void {
  if (order.isFulfilledByShopee) throw new Refusal('logistics.ship_order_pff_init', 'Shopee ships this order.');
  const isArranged = parcel.arrangedTime !== undefined && parcel.status !== 'LOGISTICS_PICKUP_RETRY';
  if (isArranged) throw new Refusal('logistics.package_already_shipped', 'The package was shipped already.');
  const isReady = parcel.status === 'LOGISTICS_READY' || parcel.status === 'LOGISTICS_PICKUP_RETRY';
  if (!isReady || order.status === 'IN_CANCEL') {
    throw new Refusal('logistics.ship_order_not_ready_to_ship', 'The order is not ready to ship.');
  }
}

type Way = { readonly handover: NonNullable<Parcel['handover']>; readonly own?: string };

function readWay(call: Call, channel: Channel, body: JsonObject): Way {
  const ways = (['pickup', 'dropoff', 'non_integrated'] as const).filter((name) => objectField(body, name) !== undefined);
  const [way, ...others] = ways;
  if (way === undefined || others.length > 0) {
    throw new Refusal('logistics.ship_order_only_support_one_type', 'Exactly one of pickup, dropoff and non_integrated is needed.');
  }
  const given = objectField(body, way) ?? {};
  const needed = { pickup: channel.pickup, dropoff: channel.dropoff, non_integrated: channel.nonIntegrated }[way];
  if (needed === undefined) throw new Refusal(`logistics.ship_order_unsupport_${way}`, `The order does not support ${way}.`);
  if (way === 'pickup') return { handover: readPickup(call, needed, given) };
  if (way === 'dropoff') return { handover: readDropoff(call, needed, given) };
  return { handover: { kind: 'non_integrated' }, own: shortText(given, 'tracking_number') ?? '' };
}

function readPickup(call: Call, needed: readonly string[], given: JsonObject): NonNullable<Parcel['handover']> {
  const addressId = numberField(given, 'address_id');
  const slotId = textField(given, 'pickup_time_id');
  if (needed.includes('address_id') && (addressId === undefined || slotId === undefined)) {
    throw new Refusal('logistics.ship_order_need_address_pickup_time', 'address_id and pickup_time_id are needed.');
  }
  const shop = shopOf(call);
  if (!shop.addresses.some((address) => address.id === addressId)) {
    throw new Refusal('logistics.no_supported_pickup_address', 'The address is not one to be picked up from.');
  }
  if (!pickupSlots(call.world, shop).some((slot) => slot.id === slotId)) {
    throw new Refusal('logistics.ship_order_pickup_time_invalid', 'The pickup time is over or unknown, get it again.');
  }
  return { kind: 'pickup', ...(addressId === undefined ? {} : { addressId }), ...(slotId === undefined ? {} : { slotId }) };
}

function readDropoff(call: Call, needed: readonly string[], given: JsonObject): NonNullable<Parcel['handover']> {
  const branchId = numberField(given, 'branch_id');
  const senderName = shortText(given, 'sender_real_name');
  if (needed.includes('branch_id') && branchId === undefined) {
    throw new Refusal('logistics.ship_order_need_branch_id', 'branch_id is needed.');
  }
  if (needed.includes('branch_id') && !marketOf(shopOf(call).region).branches.some((branch) => branch.id === branchId)) {
    throw new Refusal('logistics.no_supported_dropoff_branch', 'The branch does not take this parcel.');
  }
  if (needed.includes('sender_real_name') && !senderName) {
    throw new Refusal('logistics.ship_order_need_sender_real_name', 'sender_real_name is needed.');
  }
  return { kind: 'dropoff', ...(branchId === undefined ? {} : { branchId }), ...(senderName === undefined ? {} : { senderName }) };
}

function shortText(source: JsonObject, name: string): string | undefined {
  const text = textField(source, name);
  if (text !== undefined && text.length > longestText) throw wrong(name);
  return text;
}
