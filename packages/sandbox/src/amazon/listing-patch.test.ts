import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch } from './listing-patch.ts';

const stock = { fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 5, lead_time_to_ship_max_days: 2 }] };
const attribute = 'fulfillment_availability';

test('merge changes the entry of the same channel and adds one of another', () => {
  const after = applyPatch(stock, { op: 'merge', attribute, value: [{ fulfillment_channel_code: 'AMAZON_EU' }] });
  expect(after.fulfillment_availability).toHaveLength(2);
});

test('delete takes the named entry, or all', () => {
  const two = { list: [{ audience: 'ALL' }, { audience: 'B2B' }] };
  expect(applyPatch(two, { op: 'delete', attribute: 'list', value: [{ audience: 'B2B' }] })).toEqual({ list: [{ audience: 'ALL' }] });
  expect(applyPatch(two, { op: 'delete', attribute: 'list', value: [] })).toEqual({});
});

test('merging twice is merging once, and leaves other attributes alone', () => {
  const entry = fc.record({
    fulfillment_channel_code: fc.constantFrom('DEFAULT', 'AMAZON_EU', 'AMAZON_NA'),
    quantity: fc.integer({ min: 0, max: 99 }),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (value) => {
      const once = applyPatch({ ...stock, other: [{ value: 1 }] }, { op: 'merge', attribute, value });
      expect(applyPatch(once, { op: 'merge', attribute, value })).toEqual(once);
      expect(once.other).toEqual([{ value: 1 }]);
    }),
  );
});
