import { type ArrangeInput, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { carriersOwnFormat, chooseService, labelFormatOf } from './choose-service.ts';
import type { AmazonClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import type { FreshLabels } from './fresh-labels.ts';
import { soldParcelId } from './parcel-ids.ts';
import { shippableLines } from './ship-lines.ts';
import { shipmentRequest } from './shipment-request.ts';
import type { WireOrder } from './wire/order.ts';
import { shipmentSchema, shippingServicesSchema } from './wire/shipment.ts';

/** Carriers answer behind this call. */
const purchaseMs = 30_000;

/**
 * Buys the cheapest tracked label that arrives in time. Amazon takes no key that would make a second purchase the first one again:
 * what the order shows in parcels is never bought again, and a purchase without an answer is `outcome-unknown`.
 */
export async function buyLabel(
  { client, fresh }: { client: AmazonClient; fresh: FreshLabels },
  access: ShopAccess,
  order: WireOrder,
  input: ArrangeInput,
): Promise<{ externalPackageId: string }> {
  const details = shipmentRequest(order.orderId, shippableLines(order, input), input);
  const offered = await client.call(access, endpoints.shippingServices, {
    body: { ShipmentRequestDetails: details },
    data: shippingServicesSchema,
  });
  const service = chooseService(offered, order.fulfillment?.deliverByWindow?.latestDateTime);
  const buy = (LabelFormat: string) =>
    client.call(access, endpoints.createShipment, {
      body: {
        ShipmentRequestDetails: { ...details, ShippingServiceOptions: { ...details.ShippingServiceOptions, LabelFormat } },
        ShippingServiceId: service.ShippingServiceId,
        ...(service.ShippingServiceOfferId === '' ? {} : { ShippingServiceOfferId: service.ShippingServiceOfferId }),
      },
      data: shipmentSchema,
      timeoutMs: purchaseMs,
    });
  const format = labelFormatOf(service);
  const shipment = await buy(format).catch((error: unknown) => {
    // Some carriers refuse a format that they list; a refusal bought nothing.
    const isRefused = error instanceof PlatformFailure && error.kind === 'invalid' && format !== carriersOwnFormat;
    if (!isRefused) throw error;
    return buy(carriersOwnFormat);
  });
  fresh.keep(shipment);
  return { externalPackageId: soldParcelId(shipment.ShipmentId) };
}
