import { isoOf, type JsonObject } from './call.ts';
import type { LabelRequest } from './label-request.ts';
import { marketplaceOf } from './marketplaces.ts';
import { rateOf, type ShippingService, servicesOf } from './shipping-services.ts';

const dayMs = 86_400_000;

/** Why a service cannot take the parcel; undefined when it can. */
export function whyRejected(service: ShippingService, request: LabelRequest): string | undefined {
  if (request.grams > service.mostGrams) return 'WEIGHT_EXCEEDED';
  if (request.experience !== 'NoTracking' && !service.isTracked) return 'TRACKING_NOT_AVAILABLE';
  if (request.experience.endsWith('Signature') && !request.experience.includes('Without') && !service.canSign)
    return 'SIGNATURE_NOT_AVAILABLE';
  if (request.mustArriveMs !== undefined && latestArrivalMs(service, request.shipMs) > request.mustArriveMs) return 'CANNOT_ARRIVE_IN_TIME';
  return undefined;
}

const latestArrivalMs = (service: ShippingService, shipMs: number): number => shipMs + service.toDays * dayMs;

export const chargeOf = (service: ShippingService, request: LabelRequest): number => rateOf(service, request.grams);

/** Money of Merchant Fulfillment is a JSON number, unlike that of orders. */
export function amountView(minor: number, marketplaceId: string): JsonObject {
  const { currency, decimals } = marketplaceOf(marketplaceId);
  return { CurrencyCode: currency, Amount: Number((minor / 10 ** decimals).toFixed(decimals)) };
}

export interface OfferView {
  readonly marketplaceId: string;
  readonly offerId: string;
  readonly chargeMinor: number;
  readonly shipMs: number;
  readonly options: JsonObject;
}

/** One ShippingService of an answer. */
export function serviceView(service: ShippingService, offer: OfferView): JsonObject {
  const charge = amountView(offer.chargeMinor, offer.marketplaceId);
  const { DeliveryExperience, CarrierWillPickUp, LabelFormat } = offer.options;
  return {
    ShippingServiceName: service.name,
    CarrierName: service.carrier,
    ShippingServiceId: service.id,
    ShippingServiceOfferId: offer.offerId,
    ShipDate: isoOf(offer.shipMs),
    EarliestEstimatedDeliveryDate: isoOf(offer.shipMs + service.fromDays * dayMs),
    LatestEstimatedDeliveryDate: isoOf(latestArrivalMs(service, offer.shipMs)),
    Rate: charge,
    RateWithAdjustments: charge,
    ShippingServiceOptions: { DeliveryExperience, CarrierWillPickUp, ...(LabelFormat === undefined ? {} : { LabelFormat }) },
    AvailableLabelFormats: [...service.formats, 'ShippingServiceDefault'],
    AvailableFormatOptionsForLabel: service.formats.map((format) => ({ LabelFormat: format, IncludePackingSlipWithLabel: false })),
    RequiresAdditionalSellerInputs: false,
    Benefits: { IncludedBenefits: service.isTracked ? ['CLAIMS_PROTECTED'] : [], ExcludedBenefits: [] },
  };
}

/** A name for this rate at this instant. */
export const offerIdOf = (service: ShippingService, request: LabelRequest): string =>
  Buffer.from(`${service.id}|${request.order.id}|${request.shipMs}|${chargeOf(service, request)}`).toString('base64');

export const offersFor = (request: LabelRequest): readonly ShippingService[] =>
  servicesOf(marketplaceOf(request.order.marketplaceId).country);
