import type { Clock } from '@shopfleet/kernel';
import { type LabelsCapability, PlatformFailure } from '@shopfleet/platform-kit';
import type { AmazonClient } from './client.ts';
import type { FreshLabels } from './fresh-labels.ts';
import { notOurs, readShipment, statusOfShipment } from './fulfilment.ts';
import { readLabelFile } from './label-file.ts';
import { readParcelId } from './parcel-ids.ts';

const notReadyRetryMs = 2_000;

export function createLabels(client: AmazonClient, clock: Clock, fresh: FreshLabels): LabelsCapability {
  return {
    async fetchLabel(access, externalPackageId) {
      const id = readParcelId(externalPackageId);
      if (!id) throw notOurs();
      if (id.kind === 'told') {
        const words =
          'Amazon gives this label only in Seller Central: the seller’s own carrier made it, or the answer to its purchase was lost';
        throw new PlatformFailure('unsupported', words);
      }
      const shipment = fresh.take(id.shipmentId) ?? (await readShipment(client, access, id.shipmentId));
      if (statusOfShipment(shipment.Status) === 'cancelled') throw new PlatformFailure('conflict', 'The label was given back');
      const { Contents = '', Checksum = '' } = shipment.Label?.FileContents ?? {};
      if (Contents === '') {
        const retryAt = new Date(clock.now().getTime() + notReadyRetryMs);
        throw new PlatformFailure('unavailable', 'Amazon does not show the label yet', { retryAt });
      }
      return { ...readLabelFile(Contents, Checksum), trackingNumber: shipment.TrackingId || undefined };
    },
  };
}
