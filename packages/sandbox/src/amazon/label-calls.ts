import { type Answer, type Call, isObject, requiredText, textField } from './call.ts';
import { chargeOf, offerIdOf, offersFor, serviceView, whyRejected } from './label-offers.ts';
import { type LabelRequest, readLabelRequest } from './label-request.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { LabelFormat, Order, Shipment } from './model.ts';
import { requireUnits, settle, startCarrier } from './parcel-birth.ts';
import { invalid } from './refusal.ts';
import { shipmentView } from './shipment-view.ts';
import type { ShippingService } from './shipping-services.ts';
import type { World } from './world.ts';

export function getEligibleShipmentServices(call: Call): Answer {
  const request = readLabelRequest(call);
  const { order, shipMs, options } = request;
  const offers = offersFor(request).map((service) => ({ service, reason: whyRejected(service, request) }));
  return {
    payload: {
      ShippingServiceList: offers
        .filter(({ reason }) => reason === undefined)
        .map(({ service }) =>
          serviceView(service, {
            marketplaceId: order.marketplaceId,
            offerId: offerIdOf(service, request),
            chargeMinor: chargeOf(service, request),
            shipMs,
            options,
          }),
        ),
      RejectedShippingServiceList: offers.flatMap(({ service, reason }) =>
        reason === undefined
          ? []
          : [
              {
                CarrierName: service.carrier,
                ShippingServiceName: service.name,
                ShippingServiceId: service.id,
                RejectionReasonCode: reason,
                RejectionReasonMessage: 'The service does not fit this parcel.',
              },
            ],
      ),
      TemporarilyUnavailableCarrierList: [],
      TermsAndConditionsNotAcceptedCarrierList: [],
    },
  };
}

export async function createShipment(call: Call): Promise<Answer> {
  const { world } = call;
  const request = readLabelRequest(call);
  const service = chooseService(call, request);
  const format = formatOf(world, service, request.wantedFormat);
  const { order } = request;
  requireUnits(order, request.items, [], invalid);
  const chargeMinor = chargeOf(service, request);
  charge(world, order, chargeMinor);
  const nowMs = world.clock.nowMs();
  const shipmentId = world.identifiers.uuid();
  const reference = world.settings.packageReference === 'number' ? String(order.parcels.length + 1) : shipmentId;
  const wish = call.body.LabelFormatOption;
  const shipment: Shipment = {
    id: shipmentId,
    orderId: order.id,
    sellerId: order.sellerId,
    parcelReference: reference,
    serviceId: service.id,
    offerId: textField(call.body, 'ShippingServiceOfferId') ?? offerIdOf(service, request),
    chargeMinor,
    currency: marketplaceOf(order.marketplaceId).currency,
    labelFormat: format,
    hasPackingSlip: isObject(wish) && wish.IncludePackingSlipWithLabel === true,
    ...(request.customText === undefined ? {} : { customText: request.customText }),
    trackingId: `${service.trackingPrefix}${world.identifiers.digits(service.trackingDigits)}`,
    itemList: request.itemList,
    shipFrom: request.shipFrom,
    dimensions: request.dimensions,
    weight: request.weight,
    options: request.options,
    shipMs: request.shipMs,
    createdMs: nowMs,
    updatedMs: nowMs,
    status: 'Purchased',
  };
  world.shipments.save(shipment);
  addParcel(world, order, shipment, service, request);
  return { payload: await shipmentView(world, shipment) };
}

function chooseService(call: Call, request: LabelRequest): ShippingService {
  const id = requiredText(call.body, 'ShippingServiceId');
  const service = offersFor(request).find((candidate) => candidate.id === id);
  if (!service) throw invalid(`Shipping service ${id} is not offered for this order.`);
  const reason = whyRejected(service, request);
  if (reason !== undefined) throw invalid(`Shipping service ${id} cannot take this parcel: ${reason}.`);
  return service;
}

/** The format wished for, or the service's own. Some services refuse what they list. */
function formatOf(world: World, service: ShippingService, wanted: string): LabelFormat {
  const [own = 'PDF'] = service.formats;
  if (wanted === 'ShippingServiceDefault') return own;
  const format = service.formats.find((candidate) => candidate === wanted);
  const isStubborn = world.settings.stubbornServices.split(',').includes(service.id) && wanted !== own;
  if (!format || isStubborn) throw invalid(`Label format ${wanted} is not available for ${service.id}.`);
  return format;
}

/** Takes the price from what the seller has left in that currency. */
function charge(world: World, order: Order, minor: number): void {
  const seller = world.sellers.get(order.sellerId);
  const { currency } = marketplaceOf(order.marketplaceId);
  const left = seller?.walletMinor[currency] ?? 0;
  if (!seller || left < minor) throw invalid('The account balance is too low to purchase this shipping service.');
  seller.walletMinor[currency] = left - minor;
  world.sellers.save(seller);
}

/** Amazon tells itself that the parcel goes out: no confirmation follows. */
function addParcel(world: World, order: Order, shipment: Shipment, service: ShippingService, request: LabelRequest): void {
  const countsAtMs = shipment.createdMs + world.settings.confirmDelayMs;
  order.parcels.push({
    reference: shipment.parcelReference,
    createdMs: shipment.createdMs,
    shipmentId: shipment.id,
    countsAtMs,
    carrier: service.carrier,
    service: service.name,
    trackingNumber: service.isTracked ? shipment.trackingId : '',
    shipMs: shipment.shipMs,
    items: request.items,
    status: 'PENDING',
    shipCalls: 1,
    shipEffects: 1,
  });
  startCarrier(world, order);
  settle(world, order, countsAtMs);
}
