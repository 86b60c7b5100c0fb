import type { Clock } from '@shopfleet/kernel';
import {
  type FulfilmentCapability,
  type PackageState,
  type PackageStatus,
  PlatformFailure,
  type ShopAccess,
} from '@shopfleet/platform-kit';
import { buyLabel } from './buy-label.ts';
import type { AmazonClient } from './client.ts';
import { confirmShipment } from './confirm-shipment.ts';
import { endpoints } from './endpoints.ts';
import type { FreshLabels } from './fresh-labels.ts';
import { packageStatusOf } from './order-status.ts';
import { findWireOrder } from './orders.ts';
import { parcelIdOf, readParcelId } from './parcel-ids.ts';
import type { WireOrder } from './wire/order.ts';
import { shipmentSchema, type WireShipment } from './wire/shipment.ts';

export function createFulfilment(client: AmazonClient, clock: Clock, fresh: FreshLabels): FulfilmentCapability {
  async function readOrder(access: ShopAccess, orderId: string): Promise<WireOrder> {
    const order = await findWireOrder(client, access, orderId);
    if (!order) throw new PlatformFailure('not-found', 'Amazon does not show this order');
    return order;
  }

  return {
    async arrange(access, input) {
      const order = await readOrder(access, input.externalOrderId);
      const { ownCarrier } = input;
      if (ownCarrier) return confirmShipment({ client, clock }, access, order, { ...input, ownCarrier });
      return buyLabel({ client, fresh }, access, order, input);
    },

    async readPackage(access, externalPackageId) {
      const id = readParcelId(externalPackageId);
      if (!id) throw notOurs();
      if (id.kind === 'sold') return stateOf(externalPackageId, await readShipment(client, access, id.shipmentId));
      const order = await readOrder(access, id.orderId);
      const parcel = order.packages.find(({ packageReferenceId }) => packageReferenceId === id.reference);
      if (!parcel) throw notOurs();
      return {
        externalId: parcelIdOf(order.orderId, parcel.packageReferenceId),
        status: packageStatusOf(parcel.packageStatus?.status ?? ''),
        carrierName: parcel.carrier,
        trackingNumber: parcel.trackingNumber,
      };
    },

    async voidLabel(access, externalPackageId) {
      const id = readParcelId(externalPackageId);
      if (id?.kind !== 'sold') throw new PlatformFailure('unsupported', 'Only labels that the hub bought from Amazon can be given back');
      fresh.take(id.shipmentId);
      const path = { shipmentId: id.shipmentId };
      const { Status } = await client.call(access, endpoints.cancelShipment, { path, data: shipmentSchema }).catch((error: unknown) => {
        // Given back before: the label itself tells.
        if (error instanceof PlatformFailure && error.kind === 'invalid') return readShipment(client, access, id.shipmentId);
        throw error;
      });
      if (statusOfShipment(Status) !== 'cancelled') throw new PlatformFailure('conflict', 'Amazon does not take this label back any more');
    },
  };
}

/** A label as Amazon sold it. */
export function readShipment(client: AmazonClient, access: ShopAccess, shipmentId: string): Promise<WireShipment> {
  return client.call(access, endpoints.getShipment, { path: { shipmentId }, data: shipmentSchema });
}

export const notOurs = (): PlatformFailure => new PlatformFailure('not-found', 'Amazon knows no such parcel');

const statuses: Readonly<Record<string, PackageStatus>> = {
  Purchased: 'to_hand_over',
  RefundRejected: 'to_hand_over',
  RefundPending: 'cancelled',
  RefundApplied: 'cancelled',
};

/** Where the carrier has it is told by the order; the label itself only knows whether it is valid. */
export function statusOfShipment(status: string): PackageStatus {
  const known = Object.hasOwn(statuses, status) ? statuses[status] : undefined;
  if (!known) throw new PlatformFailure('unexpected', `The label status ${status} is not known`);
  return known;
}

function stateOf(externalId: string, { Status, ShippingService, TrackingId }: WireShipment): PackageState {
  return { externalId, status: statusOfShipment(Status), carrierName: ShippingService?.CarrierName ?? '', trackingNumber: TrackingId };
}
