import type { LabelFormat } from './model.ts';

/** A carrier's offer. Rates are minor units of the marketplace's currency. */
export interface ShippingService {
  readonly id: string;
  readonly name: string;
  readonly carrier: string;
  readonly baseMinor: number;
  readonly perKiloMinor: number;
  readonly fromDays: number;
  readonly toDays: number;
  readonly isTracked: boolean;
  readonly canSign: boolean;
  /** The first is what `ShippingServiceDefault` means. */
  readonly formats: readonly LabelFormat[];
  readonly label: 'inches' | 'centimeters';
  readonly trackingPrefix: string;
  readonly trackingDigits: number;
  readonly mostGrams: number;
}

type Row = readonly [
  id: string,
  name: string,
  carrier: string,
  baseMinor: number,
  perKiloMinor: number,
  days: readonly [number, number],
  formats: readonly LabelFormat[],
  tracking: readonly [prefix: string, digits: number],
];

const service = (label: ShippingService['label'], row: Row, extra: Partial<ShippingService> = {}): ShippingService => {
  const [id, name, carrier, baseMinor, perKiloMinor, [fromDays, toDays], formats, [trackingPrefix, trackingDigits]] = row;
  const usual = { isTracked: true, canSign: true, mostGrams: 30_000 };
  return {
    id,
    name,
    carrier,
    baseMinor,
    perKiloMinor,
    fromDays,
    toDays,
    formats,
    label,
    trackingPrefix,
    trackingDigits,
    ...usual,
    ...extra,
  };
};

const northAmerica: readonly ShippingService[] = [
  service('inches', ['FEDEX_PTP_SECOND_DAY', 'FedEx 2Day', 'FedEx', 1_890, 320, [2, 2], ['PNG', 'ZPL203'], ['7946', 8]]),
  service('inches', ['UPS_PTP_GND', 'UPS Ground', 'UPS', 940, 210, [2, 5], ['PNG', 'ZPL203'], ['1Z17E21', 11]]),
  // The cheapest of all, and without a number that anybody could follow.
  service('inches', ['USPS_PTP_LETTER', 'USPS First-Class Letter', 'USPS', 120, 90, [3, 7], ['PDF'], ['', 12]], {
    isTracked: false,
    canSign: false,
  }),
  service('inches', [
    'USPS_PTP_GROUND_ADVANTAGE',
    'USPS Ground Advantage',
    'USPS',
    510,
    180,
    [3, 5],
    ['PDF', 'PNG', 'ZPL203'],
    ['9400', 18],
  ]),
  service('inches', ['USPS_PTP_PRI', 'USPS Priority Mail', 'USPS', 880, 260, [1, 3], ['PDF', 'PNG', 'ZPL203'], ['9405', 18]]),
];

const europe: readonly ShippingService[] = [
  service('centimeters', ['RM_PTP_TRACKED24', 'Royal Mail Tracked 24', 'Royal Mail', 410, 90, [1, 2], ['PDF', 'ZPL203'], ['QB', 9]]),
  service('centimeters', ['RM_PTP_TRACKED48', 'Royal Mail Tracked 48', 'Royal Mail', 310, 80, [2, 3], ['PDF', 'ZPL203'], ['QA', 9]]),
  service('centimeters', ['RM_PTP_LARGE_LETTER', 'Royal Mail Large Letter', 'Royal Mail', 140, 60, [2, 4], ['PDF'], ['', 10]], {
    isTracked: false,
    canSign: false,
    mostGrams: 750,
  }),
  service('centimeters', ['DPD_PTP_NEXT_DAY', 'DPD Next Day', 'DPD', 640, 110, [1, 1], ['PDF', 'PNG'], ['1550', 10]]),
];

const germany: readonly ShippingService[] = [
  service('centimeters', ['DHL_PTP_PAKET', 'DHL Paket', 'DHL', 459, 70, [1, 2], ['PDF'], ['0034', 16]]),
  service('centimeters', ['DPD_PTP_CLASSIC', 'DPD Classic', 'DPD', 420, 75, [1, 3], ['PDF', 'PNG'], ['0150', 10]]),
  service('centimeters', ['DP_PTP_WARENPOST', 'Deutsche Post Warenpost', 'Deutsche Post', 255, 40, [2, 4], ['PDF'], ['', 12]], {
    isTracked: false,
    canSign: false,
    mostGrams: 1_000,
  }),
];

const byCountry: Readonly<Record<string, readonly ShippingService[]>> = {
  US: northAmerica,
  CA: northAmerica.slice(0, 4),
  GB: europe,
  DE: germany,
};

export const servicesOf = (country: string): readonly ShippingService[] => byCountry[country] ?? [];

export const rateOf = (offer: ShippingService, grams: number): number => offer.baseMinor + Math.ceil((offer.perKiloMinor * grams) / 1_000);
