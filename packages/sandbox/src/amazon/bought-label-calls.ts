import { type Answer, type Call, param, sellerOf } from './call.ts';
import type { Shipment } from './model.ts';
import { rollUp } from './order-life.ts';
import { invalid, notFound } from './refusal.ts';
import { shipmentView } from './shipment-view.ts';
import type { World } from './world.ts';

function shipmentOf(call: Call): Shipment {
  const shipment = call.world.shipments.get(param(call).toLowerCase());
  if (!shipment || shipment.sellerId !== sellerOf(call).id) throw notFound(`Shipment ${param(call)} was not found.`);
  return shipment;
}

export async function getShipment(call: Call): Promise<Answer> {
  return { payload: await shipmentView(call.world, shipmentOf(call)) };
}

/** Gives the label back: refunded after a while, refused once the carrier has the parcel. */
export async function cancelShipment(call: Call): Promise<Answer> {
  const { world } = call;
  const shipment = shipmentOf(call);
  if (shipment.status !== 'Purchased') throw invalid(`The shipment is ${shipment.status} already.`);
  const order = world.orders.get(shipment.orderId);
  const parcel = order?.parcels.find((candidate) => candidate.shipmentId === shipment.id);
  shipment.updatedMs = world.clock.nowMs();
  if (!order || !parcel || parcel.status !== 'PENDING') {
    shipment.status = 'RefundRejected';
    world.shipments.save(shipment);
    return { payload: await shipmentView(world, shipment) };
  }
  shipment.status = 'RefundPending';
  shipment.refundAtMs = world.clock.nowMs() + world.settings.refundMs;
  world.shipments.save(shipment);
  parcel.status = 'CANCELLED';
  rollUp(world, order);
  scheduleRefund(world, shipment);
  return { payload: await shipmentView(world, shipment) };
}

export function scheduleRefund(world: World, { id, refundAtMs }: Shipment): void {
  if (refundAtMs === undefined) return;
  world.timeline.schedule(refundAtMs, () => {
    const shipment = world.shipments.get(id);
    const seller = shipment && world.sellers.get(shipment.sellerId);
    if (!shipment || !seller || shipment.status !== 'RefundPending') return;
    seller.walletMinor[shipment.currency] = (seller.walletMinor[shipment.currency] ?? 0) + shipment.chargeMinor;
    world.sellers.save(seller);
    shipment.status = 'RefundApplied';
    shipment.updatedMs = world.clock.nowMs();
    delete shipment.refundAtMs;
    world.shipments.save(shipment);
  });
}
