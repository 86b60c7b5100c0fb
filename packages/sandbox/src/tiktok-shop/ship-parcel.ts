import { isObject, type JsonObject, numberField, objectField, textField } from './call.ts';
import { rejectPendingRequests } from './cancellation-life.ts';
import { marketOf } from './markets.ts';
import type { Order, Parcel, Shop } from './model.ts';
import { moveOrder } from './order-life.ts';
import { Refusal } from './refusal.ts';
import { consumeUnit } from './stock.ts';
import type { World } from './world.ts';

export interface Carrier {
  readonly id: string;
  readonly name: string;
}

/** Everything that shipping a package checks, then does: number, times, statuses, events. Called exactly once per package. */
export function shipParcel(world: World, shop: Shop, parcel: Parcel, own?: { carrier: Carrier; trackingNumber: string }): void {
  const orders = parcel.orderIds.flatMap((id) => world.orders.get(id) ?? []);
  refuseUnshippable(world, shop, parcel, orders);
  const now = world.clock.nowSeconds();
  const carrier = own?.carrier ?? pickCarrier(shop, parcel);
  parcel.status = 'PROCESSING';
  parcel.subStatus = 'RTS_success';
  parcel.shippedTime = now;
  parcel.updateTime = now;
  parcel.providerId = carrier.id;
  parcel.providerName = carrier.name;
  parcel.trackingNumber = own?.trackingNumber ?? trackingNumber(shop, parcel);
  parcel.trackingAtMs = own ? 0 : world.clock.nowMs() + world.settings.trackingDelayMs;
  parcel.shipEffects += 1;
  world.parcels.save(parcel);
  for (const order of orders) advanceOrder(world, order, parcel, now);
}

function advanceOrder(world: World, order: Order, parcel: Parcel, now: number): void {
  for (const line of order.lines) {
    if (line.status === 'CANCELLED' || !parcel.lineIds.includes(line.id)) continue;
    line.status = 'AWAITING_COLLECTION';
    line.shippedTime = now;
    consumeUnit(world, line);
  }
  const isAllShipped = order.lines.every((line) => line.status === 'CANCELLED' || line.shippedTime !== undefined);
  if (isAllShipped) {
    order.shippedTime = now;
    order.carrierAtMs = world.clock.nowMs() + world.settings.carrierScanMs;
    moveOrder(world, order, 'AWAITING_COLLECTION');
  } else if (order.status === 'AWAITING_SHIPMENT') {
    moveOrder(world, order, 'PARTIALLY_SHIPPING');
  } else {
    order.updateTime = now;
    world.orders.save(order);
  }
}

function refuseUnshippable(world: World, shop: Shop, parcel: Parcel, orders: readonly Order[]): void {
  if (parcel.status === 'CANCELLED') throw new Refusal(21011041, 'The package was cancelled');
  if (parcel.status === 'COMPLETED') throw new Refusal(21011027, 'The package was delivered already');
  if (parcel.shippedTime !== undefined) throw new Refusal(21011006, 'The package was shipped already');
  for (const order of orders) {
    if (order.status === 'ON_HOLD') throw new Refusal(21011044, 'The order is on hold');
    if (order.status === 'CANCELLED') throw new Refusal(21011042, 'The order was cancelled');
    if (order.requestCancelTime === undefined) continue;
    if (!marketOf(shop.region).shippingRejectsCancellation) throw new Refusal(21011007, 'The buyer asked to cancel');
    rejectPendingRequests(world, order);
  }
}

function pickCarrier(shop: Shop, parcel: Parcel): Carrier {
  const { carriers } = marketOf(shop.region);
  const carrier = carriers[Number(parcel.id.slice(-4)) % carriers.length];
  if (!carrier) throw new RangeError(`market ${shop.region} has no carriers`);
  return carrier;
}

/** The number follows from the package alone, so it is the same however often it is asked for. */
export function trackingNumber(shop: Shop, parcel: Parcel): string {
  const carrier = pickCarrier(shop, parcel);
  const prefix = marketOf(shop.region).carriers.find((candidate) => candidate.id === carrier.id)?.prefix ?? 'TT';
  return `${prefix}${parcel.id.slice(-12)}`;
}

/** Applies the body of a ship call; every refusal leaves the package as it was. */
export function shipWithBody(world: World, shop: Shop, parcel: Parcel, body: JsonObject): void {
  parcel.shipCalls += 1;
  world.parcels.save(parcel);
  const market = marketOf(shop.region);
  const isOwnShipping = parcel.orderIds.some((id) => world.orders.get(id)?.shippingType === 'SELLER');
  const flow = isOwnShipping ? market.sellerFlow : market.tiktokFlow;
  if (flow !== 'ship-package') throw new Refusal(21008106, 'This call is not for this market');
  const own = objectField(body, 'self_shipment');
  const handover = textField(body, 'handover_method');
  if (handover !== undefined && handover !== 'PICKUP' && handover !== 'DROP_OFF') throw new Refusal(11001002, 'handover_method is unknown');
  const slot = pickupSlot(body);
  if (isOwnShipping) {
    if (!own) throw new Refusal(11001002, 'self_shipment is missing');
    shipParcel(world, shop, parcel, ownShipment(world, shop, own));
    return;
  }
  shipParcel(world, shop, parcel);
  if (handover !== undefined) parcel.handoverMethod = handover;
  if (slot) parcel.pickupSlot = slot;
  world.parcels.save(parcel);
}

function pickupSlot(body: JsonObject): { start: number; end: number } | undefined {
  const slot = objectField(body, 'pickup_slot');
  if (!slot) return undefined;
  const start = numberField(slot, 'start_time');
  const end = numberField(slot, 'end_time');
  if (start === undefined || end === undefined || end <= start) throw new Refusal(21011053, 'The pick-up slot is not one of the slots');
  return { start, end };
}

/** Number and carrier that a seller gives for a parcel of their own. */
export function ownShipment(world: World, shop: Shop, source: JsonObject): { carrier: Carrier; trackingNumber: string } {
  const number = isObject(source) ? textField(source, 'tracking_number') : undefined;
  const providerId = textField(source, 'shipping_provider_id');
  if (!number || !providerId) throw new Refusal(21001001, 'tracking_number and shipping_provider_id are required');
  if (!/^[A-Za-z0-9-]{5,50}$/.test(number)) throw new Refusal(21004012, 'The tracking number holds characters that are not allowed');
  const carrier = marketOf(shop.region).carriers.find((candidate) => candidate.id === providerId);
  if (!carrier) throw new Refusal(11028006, 'The carrier is unknown here');
  for (const other of world.parcels.all()) {
    if (other.trackingNumber === number) throw new Refusal(21011025, 'The tracking number is in use');
  }
  return { carrier, trackingNumber: number };
}
