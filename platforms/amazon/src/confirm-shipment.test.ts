import fc from 'fast-check';
import { expect, it } from 'vitest';
import { carrierOf } from './carriers.ts';
import { packageReferenceOf } from './confirm-shipment.ts';

const lines = fc.uniqueArray(fc.record({ orderItemId: fc.stringMatching(/^\d{14}$/), quantity: fc.integer({ min: 1, max: 99 }) }), {
  minLength: 1,
  maxLength: 6,
  selector: ({ orderItemId }) => orderItemId,
});

it('gives the same parcel the same positive reference, whatever the order of its lines', () => {
  fc.assert(
    fc.property(lines, fc.string({ minLength: 4 }), (contents, trackingNumber) => {
      const reference = packageReferenceOf('302-1234567-1234567', contents, trackingNumber);
      expect(packageReferenceOf('302-1234567-1234567', contents.toReversed(), trackingNumber)).toBe(reference);
      expect(String(reference)).toMatch(/^[1-9]\d{0,8}$/);
    }),
  );
});

it('tells two parcels of one line apart by their tracking numbers', () => {
  const half = [{ orderItemId: '12345678901234', quantity: 2 }];
  expect(packageReferenceOf('302-1234567-1234567', half, '1Z1')).not.toBe(packageReferenceOf('302-1234567-1234567', half, '1Z2'));
});

it.each([
  ['dhl', { carrierCode: 'DHL' }],
  ['ROYAL-MAIL', { carrierCode: 'Royal Mail' }],
  ['InPost', { carrierCode: 'Other', carrierName: 'InPost' }],
])('names the carrier %s to Amazon as %j', (name, expected) => {
  expect(carrierOf(name)).toEqual(expected);
});
