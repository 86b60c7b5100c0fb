import { PlatformFailure, type PlatformPackage } from '@shopfleet/platform-kit';
import { carrierNameOf } from './carriers.ts';
import { lastPathPart } from './read-answer.ts';
import type { WireFulfilment, WireOrder, WireOrderLine } from './wire/order.ts';

/**
 * eBay's package is the message that it was sent. Its id is the tracking number (without one, a small number that many orders share),
 * so ours begins with the order: `12-34567-89012:9400111899223100000001`.
 */
export function packageIdOf(externalOrderId: string, fulfilmentId: string): string {
  return `${externalOrderId}:${fulfilmentId}`;
}

/** The order and eBay's id in a package's id. Throws `not-found` for what is none. */
export function readPackageId(externalPackageId: string): { order: string; fulfilment: string } {
  const [, order, fulfilment] = /^([^:]+):(.+)$/.exec(externalPackageId) ?? [];
  if (!order || !fulfilment) throw new PlatformFailure('not-found', 'eBay knows packages by their order and tracking number only');
  return { order, fulfilment };
}

/** A package as the hub knows it. That it went out is the last thing eBay says of it. */
export function mapPackage(externalOrderId: string, fulfilment: WireFulfilment): PlatformPackage {
  return {
    externalId: packageIdOf(externalOrderId, fulfilment.fulfillmentId),
    status: 'in_transit',
    carrierName: carrierNameOf(fulfilment.shippingCarrierCode),
    trackingNumber: fulfilment.shipmentTrackingNumber,
    externalLineIds: [...new Set(fulfilment.lineItems.map(({ lineItemId }) => lineItemId))],
  };
}

/**
 * The packages that an order itself tells of, without a call for them: one link, and everything went out. The link's last part is the
 * tracking number; the carrier is not named. Undefined when the list must be read.
 */
export function fulfilmentsFromLinks(order: WireOrder): WireFulfilment[] | undefined {
  const [link, ...others] = order.fulfillmentHrefs;
  if (link === undefined) return order.orderFulfillmentStatus === 'NOT_STARTED' ? [] : undefined;
  const id = lastPathPart(link);
  const isWhole = order.lineItems.every(({ lineItemFulfillmentStatus }) => lineItemFulfillmentStatus === 'FULFILLED');
  // A short number stands for "no tracking number".
  if (others.length > 0 || !isWhole || id === undefined || id.length < 6) return undefined;
  const lineItems = order.lineItems.map(({ lineItemId, quantity }) => ({ lineItemId, quantity }));
  return [{ fulfillmentId: id, shipmentTrackingNumber: id, shippingCarrierCode: '', lineItems }];
}

/** Units of a line that have not gone out yet. A package that names a line without a number holds all of it. */
export function unitsLeft(line: WireOrderLine, fulfilments: readonly WireFulfilment[]): number {
  if (line.lineItemFulfillmentStatus === 'FULFILLED') return 0;
  const sent = fulfilments
    .flatMap(({ lineItems }) => lineItems)
    .filter(({ lineItemId }) => lineItemId === line.lineItemId)
    .reduce((sum, { quantity }) => sum + (quantity ?? line.quantity), 0);
  return Math.max(0, line.quantity - sent);
}
