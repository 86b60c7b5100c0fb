import { createHash } from 'node:crypto';
import type { Clock } from '@shopfleet/kernel';
import { type ArrangeInput, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { carrierOf } from './carriers.ts';
import type { AmazonClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { packageStatusOf } from './order-status.ts';
import { parcelIdOf, readParcelId } from './parcel-ids.ts';
import { type ShipLine, shippableLines, wantedLines } from './ship-lines.ts';
import type { WireOrder } from './wire/order.ts';
import { nothingSchema } from './wire/shapes.ts';

type OwnCarrier = NonNullable<ArrangeInput['ownCarrier']>;

/** Our clock may be ahead of Amazon's, which takes no instant of the future. */
const clockMarginMs = 60_000;
const references = 999_999_999;

/**
 * Tells Amazon that a parcel goes out with the seller's carrier. The reference follows from what is sent, so that the same parcel sent
 * twice is one parcel; with the parcel's own id it is corrected.
 */
export async function confirmShipment(
  { client, clock }: { client: AmazonClient; clock: Clock },
  access: ShopAccess,
  order: WireOrder,
  input: ArrangeInput & { readonly ownCarrier: OwnCarrier },
): Promise<{ externalPackageId: string }> {
  const { ownCarrier } = input;
  if (order.programs.includes('FBM_SHIP_PLUS')) {
    throw new PlatformFailure('unsupported', 'This order is in FBM Ship+: Amazon takes only labels that it sold itself');
  }
  const told = readParcelId(input.externalPackageId ?? '');
  const given = told?.kind === 'told' && told.orderId === order.orderId ? told.reference : undefined;
  const reference = given ?? freeReference(order, wantedLines(order, input), ownCarrier.trackingNumber);
  const known = order.packages.find(({ packageReferenceId }) => packageReferenceId === reference);
  const isCancelled = packageStatusOf(known?.packageStatus?.status ?? '') === 'cancelled';
  const externalPackageId = parcelIdOf(order.orderId, reference);
  if (known && !isCancelled && known.trackingNumber === ownCarrier.trackingNumber) return { externalPackageId };

  const orderItems = known && !isCancelled ? wantedLines(order, input) : shippableLines(order, input);
  const shipDate = new Date(Math.max(clock.now().getTime() - clockMarginMs, order.createdTime?.getTime() ?? 0)).toISOString();
  const { trackingNumber, carrierName } = ownCarrier;
  const packageDetail = { packageReferenceId: reference, ...carrierOf(carrierName), trackingNumber, shipDate, orderItems };
  await client.call(access, endpoints.confirmShipment, {
    path: { orderId: order.orderId },
    body: { marketplaceId: access.addressKey, packageDetail },
    data: nothingSchema,
  });
  return { externalPackageId };
}

/** The parcel's own reference; another one when the order uses it for a parcel with another number. */
function freeReference(order: WireOrder, lines: readonly ShipLine[], trackingNumber: string): string {
  const isTaken = (reference: string) =>
    order.packages.some((parcel) => parcel.packageReferenceId === reference && parcel.trackingNumber !== trackingNumber);
  let reference = packageReferenceOf(order.orderId, lines, trackingNumber);
  while (isTaken(String(reference))) reference = (reference % references) + 1;
  return String(reference);
}

/** A positive number, the same for the same lines, units and tracking number of an order. */
export function packageReferenceOf(orderId: string, lines: readonly ShipLine[], trackingNumber: string): number {
  const contents = lines.map(({ orderItemId, quantity }) => `${orderItemId}x${quantity}`).toSorted();
  const hash = createHash('sha256')
    .update([orderId, trackingNumber, ...contents].join('\n'))
    .digest();
  return (hash.readUInt32BE(0) % references) + 1;
}
