import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageStatus } from './model.ts';
import { orderTransitions, statusFromParcels } from './order-life.ts';

const progress: readonly PackageStatus[] = [
  'LOGISTICS_READY',
  'LOGISTICS_PICKUP_RETRY',
  'LOGISTICS_REQUEST_CREATED',
  'LOGISTICS_PICKUP_DONE',
  'LOGISTICS_DELIVERY_DONE',
];

test('every status but the two ends leads somewhere, and nowhere that does not exist', () => {
  const names = Object.keys(orderTransitions);
  for (const [status, next] of Object.entries(orderTransitions)) {
    expect(next.length === 0).toBe(status === 'CANCELLED' || status === 'COMPLETED');
    expect(names).toEqual(expect.arrayContaining([...next]));
  }
});

test('an order shows its least advanced package, whatever the order of packages', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: progress.length - 1 }), { minLength: 1, maxLength: 5 }), (places) => {
      const parcels = places.map((place) => ({ status: progress[place] ?? 'LOGISTICS_READY' }));
      const least = progress[Math.min(...places)] ?? 'LOGISTICS_READY';
      expect(statusFromParcels(parcels)).toBe(statusFromParcels([{ status: least }]));
    }),
  );
});

test('packages that wait for payment or are gone say nothing', () => {
  expect(statusFromParcels([{ status: 'LOGISTICS_NOT_START' }, { status: 'LOGISTICS_INVALID' }])).toBeUndefined();
});
