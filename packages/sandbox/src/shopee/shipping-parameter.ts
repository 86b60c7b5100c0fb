import { type Answer, type Call, type JsonObject, orderOf, parcelOf, queryText, shopOf } from './call.ts';
import { type Channel, channelOf, marketOf } from './markets.ts';
import type { Address, Order, Parcel, Shop } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const day = 86_400;
const slotDays = 3;

export interface PickupSlot {
  readonly id: string;
  /** Midnight of the day, local to the market, unix seconds. */
  readonly date: number;
}

/** The next days on which a courier comes; a slot of yesterday is no longer one. */
export function pickupSlots(world: World, shop: Shop): PickupSlot[] {
  const offset = marketOf(shop.region).utcHours * 3_600;
  const today = Math.floor((world.clock.nowSeconds() + offset) / day) * day - offset;
  return Array.from({ length: slotDays }, (_, index) => {
    const date = today + (index + 1) * day;
    return { id: `${date}_1`, date };
  });
}

/** What the ways to hand over a package want; a key that is there means that the way is open. */
export function getShippingParameter(call: Call): Answer {
  const { world } = call;
  const shop = shopOf(call);
  const order = orderOf(call, queryText(call, 'order_sn'));
  if (order.status === 'CANCELLED') throw new Refusal('error_status', 'The order was cancelled.');
  const parcel = parcelOf(call, order, call.query.get('package_number') ?? undefined);
  refuseUnready(order, parcel);
  return { response: waysView(world, shop, channelOf(shop.region, parcel.channelId)) };
}

export function waysView(world: World, shop: Shop, channel: Channel): JsonObject {
  const branches = channel.dropoff?.includes('branch_id')
    ? marketOf(shop.region).branches.map((branch) => ({
        branch_id: branch.id,
        region: shop.region,
        state: '',
        city: branch.city,
        district: '',
        town: '',
        address: branch.street,
        zipcode: branch.zipcode,
      }))
    : null;
  return {
    info_needed: {
      ...(channel.dropoff ? { dropoff: channel.dropoff } : {}),
      ...(channel.pickup ? { pickup: channel.pickup } : {}),
      ...(channel.nonIntegrated ? { non_integrated: channel.nonIntegrated } : {}),
    },
    dropoff: channel.dropoff ? { branch_list: branches, slug_list: null } : null,
    pickup: channel.pickup ? { address_list: shop.addresses.map((address, index) => addressView(world, shop, address, index)) } : null,
  };
}

function refuseUnready(order: Order, parcel: Parcel): void {
  if (order.isFulfilledByShopee) throw new Refusal('logistics.ship_order_pff_init', 'Shopee ships this order.');
  const isReady = parcel.status === 'LOGISTICS_READY' || parcel.status === 'LOGISTICS_PICKUP_RETRY';
  if (!isReady || order.status === 'IN_CANCEL') throw new Refusal('error_param', 'The package is not ready to be shipped.');
}

function addressView(world: World, shop: Shop, address: Address, index: number): JsonObject {
  return {
    address_id: address.id,
    region: shop.region,
    state: address.state,
    city: address.city,
    district: address.district,
    town: '',
    address: address.street,
    zipcode: address.zipcode,
    address_flag: index === 0 ? ['default_address', 'pickup_address', 'return_address'] : ['pickup_address'],
    time_slot_list: pickupSlots(world, shop).map((slot, place) => ({
      date: slot.date,
      time_text: '',
      pickup_time_id: slot.id,
      flags: place === 0 ? ['recommended'] : [],
    })),
  };
}
