import { channelOf } from './markets.ts';
import type { Order, Parcel } from './model.ts';
import { followParcels } from './order-life.ts';
import { liveParcels, moveParcel } from './parcel-birth.ts';
import type { World } from './world.ts';

/**
 * The shipment is arranged, once: the carrier is asked and gives the tracking number later. With a seller's own carrier the parcel is
 * on its way at once.
 */
export function arrangeParcel(world: World, order: Order, parcel: Parcel, handover: NonNullable<Parcel['handover']>, own?: string): void {
  const nowMs = world.clock.nowMs();
  parcel.handover = handover;
  parcel.arrangedTime = world.clock.nowSeconds();
  parcel.shipEffects += 1;
  parcel.isTrackingAnnounced = false;
  parcel.documents = [];
  if (handover.kind === 'non_integrated') {
    parcel.trackingNumber = own ?? '';
    parcel.trackingAtMs = nowMs;
    parcel.pickupDoneTime = world.clock.nowSeconds();
    parcel.carrierAtMs = nowMs + world.settings.carrierDeliverMs;
    moveParcel(world, parcel, 'LOGISTICS_PICKUP_DONE');
  } else {
    parcel.trackingNumber = trackingNumberOf(world, parcel);
    parcel.trackingAtMs = nowMs + world.settings.trackingDelayMs;
    parcel.carrierAtMs = parcel.trackingAtMs + world.settings.carrierScanMs;
    moveParcel(world, parcel, 'LOGISTICS_REQUEST_CREATED');
  }
  followParcels(world, order);
  scheduleParcel(world, parcel);
}

/** The number follows from the package alone, so it is the same however often it is arranged. */
function trackingNumberOf(world: World, parcel: Parcel): string {
  const region = world.shops.get(parcel.shopId)?.region ?? '';
  return `${channelOf(region, parcel.channelId).prefix}${parcel.id.slice(-12)}`;
}

/** What the carrier told so far: `''` until it gives a number. */
export const shownTracking = (world: World, parcel: Parcel): string =>
  (parcel.trackingAtMs ?? Number.POSITIVE_INFINITY) <= world.clock.nowMs() ? (parcel.trackingNumber ?? '') : '';

/** Wakes what waits for a package: its number, its documents, the carrier. */
export function scheduleParcel(world: World, parcel: Parcel): void {
  const { id, trackingAtMs, carrierAtMs } = parcel;
  if (trackingAtMs !== undefined) world.timeline.schedule(trackingAtMs, () => announceTracking(world, id));
  if (carrierAtMs !== undefined) world.timeline.schedule(carrierAtMs, () => takeDueScan(world, id));
  for (const document of parcel.documents) world.timeline.schedule(document.readyAtMs, () => announceDocuments(world, id));
}

/** Push 4, once. */
function announceTracking(world: World, parcelId: string): void {
  const parcel = world.parcels.get(parcelId);
  if (!parcel || parcel.isTrackingAnnounced || parcel.trackingNumber === '' || shownTracking(world, parcel) === '') return;
  parcel.isTrackingAnnounced = true;
  world.parcels.save(parcel);
  world.emit({
    code: 4,
    shopId: parcel.shopId,
    fields: { ordersn: parcel.orderId, package_number: parcel.id, tracking_no: parcel.trackingNumber, forder_id: parcel.id },
  });
}

/** Push 15, once for each document. */
function announceDocuments(world: World, parcelId: string): void {
  const parcel = world.parcels.get(parcelId);
  for (const document of parcel?.documents ?? []) {
    if (!parcel || document.isAnnounced || document.readyAtMs > world.clock.nowMs()) continue;
    document.isAnnounced = true;
    world.parcels.save(parcel);
    const status = document.hasFailed ? 'FAILED' : 'READY';
    world.emit({ code: 15, shopId: parcel.shopId, fields: { ordersn: parcel.orderId, package_number: parcel.id, status } });
  }
}

function takeDueScan(world: World, parcelId: string): void {
  const parcel = world.parcels.get(parcelId);
  if (parcel?.carrierAtMs !== undefined && parcel.carrierAtMs <= world.clock.nowMs()) scanParcel(world, parcel);
}

/** The carrier's next scan: picked up (or found nobody), then delivered. @throws RangeError when no carrier has it. */
function scanParcel(world: World, parcel: Parcel): void {
  const order = world.orders.get(parcel.orderId);
  if (!order) return;
  if (parcel.status === 'LOGISTICS_REQUEST_CREATED') {
    if (world.faults.strike('carrier', ['pickup-failed'])) {
      delete parcel.carrierAtMs;
      moveParcel(world, parcel, 'LOGISTICS_PICKUP_RETRY');
    } else {
      parcel.pickupDoneTime = world.clock.nowSeconds();
      parcel.carrierAtMs = world.clock.nowMs() + world.settings.carrierDeliverMs;
      moveParcel(world, parcel, 'LOGISTICS_PICKUP_DONE');
      scheduleParcel(world, parcel);
    }
  } else if (parcel.status === 'LOGISTICS_PICKUP_DONE') {
    delete parcel.carrierAtMs;
    moveParcel(world, parcel, 'LOGISTICS_DELIVERY_DONE');
  } else {
    throw new RangeError(`no carrier has a package that is ${parcel.status}`);
  }
  followParcels(world, order);
}

/** One scan of every package of the order that a carrier has. @throws RangeError when none has any. */
export function scanOrder(world: World, order: Order): void {
  const carried = liveParcels(world, order).filter(
    ({ status }) => status === 'LOGISTICS_REQUEST_CREATED' || status === 'LOGISTICS_PICKUP_DONE',
  );
  if (carried.length === 0) throw new RangeError(`no carrier has an order that is ${order.status}`);
  for (const parcel of carried) scanParcel(world, parcel);
}
