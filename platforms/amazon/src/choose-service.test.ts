import { PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { chooseService, labelFormatOf } from './choose-service.ts';
import { shippingServicesSchema } from './wire/shipment.ts';

const service = (ShippingServiceId: string, Amount: number, arrives: string, more: object = {}) => ({
  ShippingServiceName: ShippingServiceId,
  CarrierName: 'UPS',
  ShippingServiceId,
  ShippingServiceOfferId: 'offer',
  LatestEstimatedDeliveryDate: arrives,
  Rate: { CurrencyCode: 'USD', Amount: Amount + 1 },
  RateWithAdjustments: { CurrencyCode: 'USD', Amount },
  AvailableLabelFormats: ['ShippingServiceDefault', 'PNG', 'ZPL203'],
  RequiresAdditionalSellerInputs: false,
  ...more,
});
const offered = (ShippingServiceList: object[], more: object = {}) =>
  shippingServicesSchema.parse({ payload: { ShippingServiceList, ...more } });
const friday = new Date('2026-11-27T20:00:00Z');

describe('the service of a label', () => {
  it('is the cheapest by what is charged, of those that arrive in time', () => {
    const list = [
      service('air', 34.73, '2026-11-24T06:00:00Z'),
      service('slow', 4.5, '2026-11-30T06:00:00Z'),
      service('ground', 9.9, '2026-11-27T06:00:00Z'),
      service('asks-more', 1, '2026-11-24T06:00:00Z', { RequiresAdditionalSellerInputs: true }),
    ];
    expect(chooseService(offered(list), friday).ShippingServiceId).toBe('ground');
    expect(chooseService(offered(list), undefined).ShippingServiceId).toBe('slow');
  });

  it('is the faster one of two at the same price', () => {
    const list = [service('b', 5, '2026-11-26T06:00:00Z'), service('a', 5, '2026-11-25T06:00:00Z')];
    expect(chooseService(offered(list), friday).ShippingServiceId).toBe('a');
  });

  it('is not bought late without being asked: the refusal says what is in the way', () => {
    const late = offered([service('slow', 4.5, '2026-11-30T06:00:00Z')], {
      TermsAndConditionsNotAcceptedCarrierList: [{ CarrierName: 'FedEx' }],
    });
    expect(() => chooseService(late, friday)).toThrow(/by 2026-11-27; accept the terms of FedEx/);
    expect(() => chooseService(offered([]), friday)).toThrow(PlatformFailure);
  });

  it('prints as PDF where it can, else as the carrier likes', () => {
    const [one] = offered([service('a', 5, '2026-11-25T06:00:00Z')]).ShippingServiceList;
    expect(one && labelFormatOf(one)).toBe('ZPL203');
    expect(one && labelFormatOf({ ...one, AvailableLabelFormats: ['ZPL203', 'PDF'] })).toBe('PDF');
    expect(one && labelFormatOf({ ...one, AvailableLabelFormats: [] })).toBe('ShippingServiceDefault');
  });
});
