import { PlatformFailure } from '@shopfleet/platform-kit';
import type { WireShippingService, WireShippingServices } from './wire/shipment.ts';

/**
 * The cheapest service that arrives by `deliverBy`, the earlier of two that cost the same. Throws `conflict` with what Amazon says is
 * in the way when there is none.
 */
export function chooseService(offered: WireShippingServices, deliverBy: Date | undefined): WireShippingService {
  const usable = offered.ShippingServiceList.filter((service) => !service.RequiresAdditionalSellerInputs);
  const inTime = usable.filter(({ LatestEstimatedDeliveryDate: at }) => !deliverBy || !at || at <= deliverBy);
  const [best] = inTime.toSorted((a, b) => priceOf(a) - priceOf(b) || arrivalOf(a) - arrivalOf(b));
  if (best) return best;
  throw new PlatformFailure('conflict', reasonOf(offered, usable, deliverBy));
}

const priceOf = ({ RateWithAdjustments }: WireShippingService): number => RateWithAdjustments.Amount;
const arrivalOf = ({ LatestEstimatedDeliveryDate: at }: WireShippingService): number => at?.getTime() ?? Number.POSITIVE_INFINITY;

function reasonOf(offered: WireShippingServices, usable: readonly WireShippingService[], deliverBy: Date | undefined): string {
  const names = (list: readonly { readonly CarrierName: string }[]) => [...new Set(list.map(({ CarrierName }) => CarrierName))].join(', ');
  const late = deliverBy && usable.length > 0 ? `No tracked service arrives by ${deliverBy.toISOString().slice(0, 10)}` : '';
  const reasons = [
    late || 'Amazon offers no tracked service for this parcel; check its weight and size',
    offered.ShippingServiceList.length > usable.length ? 'some services ask for more than an API can answer' : '',
    offered.TermsAndConditionsNotAcceptedCarrierList.length > 0
      ? `accept the terms of ${names(offered.TermsAndConditionsNotAcceptedCarrierList)} in Seller Central`
      : '',
    offered.TemporarilyUnavailableCarrierList.length > 0 ? `${names(offered.TemporarilyUnavailableCarrierList)} is not available now` : '',
  ];
  return reasons.filter((reason) => reason !== '').join('; ');
}

const preferred = ['PDF', 'ZPL203', 'PNG', 'ZPL300'] as const;
/** Whatever the carrier prints by itself. */
export const carriersOwnFormat = 'ShippingServiceDefault';

export function labelFormatOf({ AvailableLabelFormats: formats }: WireShippingService): string {
  return preferred.find((format) => formats.includes(format)) ?? carriersOwnFormat;
}
