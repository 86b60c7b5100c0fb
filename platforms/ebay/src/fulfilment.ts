import { type ArrangeInput, type FulfilmentCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { carrierCodeOf, cleanTrackingNumber } from './carriers.ts';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { isShippedByEbay } from './order-mapping.ts';
import { readFulfilments, readOrder } from './orders.ts';
import { mapPackage, packageIdOf, readPackageId, unitsLeft } from './packages.ts';
import { createdId, json } from './read-answer.ts';
import { fulfilmentSchema, type WireFulfilment, type WireOrder } from './wire/order.ts';

export function createFulfilment(client: EbayClient): FulfilmentCapability {
  return {
    async arrange(access, input) {
      const { trackingNumber, shippingCarrierCode } = carrierOf(input);
      const order = await readOrder(client, access, input.externalOrderId);
      assertShippable(order);
      // There is no key against doubles: what eBay holds already decides.
      const sent = await readFulfilments(client, access, input.externalOrderId);
      if (sent.some((one) => cleanTrackingNumber(one.shipmentTrackingNumber || one.fulfillmentId) === trackingNumber)) {
        throw new PlatformFailure('conflict', `eBay knows a package with the number ${trackingNumber} in this order already`);
      }
      const body = { lineItems: linesToSend(order, sent, input), shippingCarrierCode, trackingNumber };
      return { externalPackageId: packageIdOf(order.orderId, await announce(client, access, order.orderId, body)) };
    },

    async readPackage(access, externalPackageId) {
      const { order, fulfilment } = readPackageId(externalPackageId);
      const found = await client.call(access, endpoints.getFulfilment, { path: { order, fulfilment }, answer: json(fulfilmentSchema) });
      const { status, carrierName, trackingNumber } = mapPackage(order, found);
      return { externalId: externalPackageId, status, carrierName, trackingNumber };
    },
  };
}

async function announce(
  client: EbayClient,
  access: ShopAccess,
  order: string,
  body: { readonly trackingNumber: string; readonly [member: string]: unknown },
): Promise<string> {
  const id = await client.call(access, endpoints.createFulfilment, { path: { order }, body, answer: createdId });
  return id ?? body.trackingNumber;
}

function carrierOf({ ownCarrier }: ArrangeInput): { trackingNumber: string; shippingCarrierCode: string } {
  const trackingNumber = cleanTrackingNumber(ownCarrier?.trackingNumber ?? '');
  const shippingCarrierCode = carrierCodeOf(ownCarrier?.carrierName ?? '');
  const fields = [
    ...(shippingCarrierCode === '' ? ['ownCarrier.carrierName'] : []),
    ...(trackingNumber === '' ? ['ownCarrier.trackingNumber'] : []),
  ];
  if (fields.length === 0) return { trackingNumber, shippingCarrierCode };
  const missing =
    fields.length === 2 ? 'Name the carrier and the tracking number' : `Name the ${trackingNumber === '' ? 'tracking number' : 'carrier'}`;
  throw new PlatformFailure('invalid', `${missing}: eBay has no shipping of its own here, and takes both or neither`, { fields });
}

function assertShippable(order: WireOrder): void {
  if (order.cancelStatus?.cancelState === 'CANCELED') throw new PlatformFailure('conflict', 'The order is cancelled');
  if (isShippedByEbay(order)) throw new PlatformFailure('unsupported', 'eBay sends this order out itself');
  if (['PENDING', 'FAILED'].includes(order.orderPaymentStatus)) throw new PlatformFailure('conflict', 'The order is not paid');
}

/** Which units go into this package. Throws `conflict` when they went out already, `invalid` for lines or numbers that make no sense. */
export function linesToSend(
  order: WireOrder,
  sent: readonly WireFulfilment[],
  { externalLineIds, quantities = {} }: Pick<ArrangeInput, 'externalLineIds' | 'quantities'>,
): { lineItemId: string; quantity: number }[] {
  const wanted = externalLineIds.length > 0 ? new Set(externalLineIds) : undefined;
  const lines = order.lineItems.filter(({ lineItemId }) => wanted?.has(lineItemId) ?? true);
  const unknown = [...(wanted ?? [])].filter((id) => !lines.some(({ lineItemId }) => lineItemId === id));
  if (unknown.length > 0) {
    throw new PlatformFailure('invalid', `The order has no line ${unknown.join(', ')}`, { fields: ['externalLineIds'] });
  }
  const left = lines.map((line) => ({ line, left: unitsLeft(line, sent) }));
  const chosen = left.filter((one) => one.left > 0 || quantities[one.line.lineItemId] !== undefined);
  if (chosen.length === 0) throw new PlatformFailure('conflict', 'These lines went out already');
  return chosen.map(({ line, left: most }) => {
    const quantity = quantities[line.lineItemId] ?? most;
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      throw new PlatformFailure('invalid', `${quantity} is not a number of units`, { fields: ['quantities'] });
    }
    if (quantity > most)
      throw new PlatformFailure('conflict', `Of "${line.title}" ${most} of ${line.quantity} are left to ship, not ${quantity}`);
    return { lineItemId: line.lineItemId, quantity };
  });
}
