import { type Answer, type Call, objectList, orderOf, param, parcelOf, shopOf, textField, textList } from './call.ts';
import { marketOf } from './markets.ts';
import type { Order, Parcel } from './model.ts';
import { closeParcel, createParcel, parcelsOf } from './parcel-birth.ts';
import { Refusal } from './refusal.ts';
import { ownShipment, shipParcel } from './ship-parcel.ts';

const correctionWithinSeconds = 72 * 3_600;

/** Orders that the seller ships, in the markets that use this call: the package is made here, shipped. */
export function markPackageShipped(call: Call): Answer {
  const shop = shopOf(call);
  const order = orderOf(call, param(call));
  if (order.shippingType !== 'SELLER' || marketOf(shop.region).sellerFlow !== 'mark-as-shipped') {
    throw new Refusal(21008106, 'This call is not for this market or shipping type');
  }
  const lineIds = wantedLines(call, order);
  const own = ownShipment(call.world, shop, call.body);
  const parcel = parcelFor(call, order, lineIds);
  parcel.shipCalls += 1;
  shipParcel(call.world, shop, parcel, own);
  return { order_id: order.id, order_line_item_ids: parcel.lineIds, package_id: parcel.id };
}

/** All open lines, or those that the body names. */
function wantedLines(call: Call, order: Order): string[] {
  const open = order.lines.filter((line) => line.status !== 'CANCELLED');
  const unshipped = open.filter((line) => line.shippedTime === undefined).map((line) => line.id);
  if (open.length > 0 && unshipped.length === 0) throw new Refusal(21011006, 'The order was shipped already');
  const named =
    call.body.order_line_list === undefined
      ? textList(call.body, 'order_line_item_ids')
      : objectList(call.body, 'order_line_list').map((item) => textField(item, 'order_line_id') ?? '');
  if (!named || named.length === 0) return unshipped;
  if (named.some((id) => !order.lines.some((line) => line.id === id))) throw new Refusal(21001001, 'A line is not of this order');
  if (named.some((id) => !unshipped.includes(id))) throw new Refusal(21011006, 'A line was shipped already');
  return named;
}

/** The waiting package when it holds just these lines; else they get one of their own. */
function parcelFor(call: Call, order: Order, lineIds: readonly string[]): Parcel {
  const waiting = parcelsOf(call.world, order).filter((parcel) => parcel.shippedTime === undefined);
  const same = waiting.find((parcel) => parcel.lineIds.length === lineIds.length && parcel.lineIds.every((id) => lineIds.includes(id)));
  if (same) return same;
  for (const parcel of waiting) {
    parcel.lineIds = parcel.lineIds.filter((id) => !lineIds.includes(id));
    if (parcel.lineIds.length === 0) closeParcel(call.world, parcel);
    else call.world.parcels.save(parcel);
  }
  const isWhole = order.lines.every((line) => line.status === 'CANCELLED' || lineIds.includes(line.id));
  return createParcel(call.world, [order], lineIds, isWhole ? 'DEFAULT' : 'SPLIT');
}

export function updatePackageShipping(call: Call): Answer {
  correct(call, parcelOf(call, param(call)));
  return undefined;
}

/** Not for split orders: there the package must be named. */
export function updateOrderShipping(call: Call): Answer {
  const parcels = parcelsOf(call.world, orderOf(call, param(call)));
  const [parcel] = parcels;
  if (!parcel) throw new Refusal(21011043, 'The order was not shipped yet');
  if (parcels.length > 1) throw new Refusal(21011005, 'The order was split; name the package');
  correct(call, parcel);
  return undefined;
}

/** A tracking number may be corrected once, within 72 hours, for packages the seller ships. */
function correct(call: Call, parcel: Parcel): void {
  const { world } = call;
  if (parcel.orderIds.some((id) => world.orders.get(id)?.shippingType !== 'SELLER'))
    throw new Refusal(21011004, 'Not shipped by the seller');
  if (parcel.shippedTime === undefined) throw new Refusal(21011043, 'The package was not shipped yet');
  if (parcel.corrections > 0) throw new Refusal(21011051, 'The tracking number was changed already');
  const now = world.clock.nowSeconds();
  if (now > parcel.shippedTime + correctionWithinSeconds) throw new Refusal(21011050, 'The time for corrections is over');
  const { carrier, trackingNumber } = ownShipment(world, shopOf(call), call.body);
  parcel.corrections += 1;
  parcel.trackingNumber = trackingNumber;
  parcel.providerId = carrier.id;
  parcel.providerName = carrier.name;
  parcel.updateTime = now;
  world.parcels.save(parcel);
}
