import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choose, unpacked } from './choose-units.ts';
import type { PackageOfOrder } from './package-store.ts';

type Parcel = Pick<PackageOfOrder, 'lines' | 'status'>;
const parcel = (status: Parcel['status'], lines: Record<string, number>): Parcel => ({
  status,
  lines: Object.entries(lines).map(([id, quantity]) => ({ id, quantity })),
});
const open = [
  { id: 'a', quantity: 5 },
  { id: 'b', quantity: 1 },
];

describe('shipping some units of an order', () => {
  test('takes all that is left of a line unless a number is said', () => {
    expect(choose([{ lineId: 'a' }], open, [parcel('in_transit', { a: 2 })])).toEqual({ packages: [], loose: [{ id: 'a', quantity: 3 }] });
    expect(choose([{ lineId: 'a', quantity: 2 }], open, [])).toEqual({ packages: [], loose: [{ id: 'a', quantity: 2 }] });
  });

  test('uses the package that waits with exactly them, and leaves one that holds more alone', () => {
    const waiting = parcel('to_arrange', { a: 5 });
    expect(choose([{ lineId: 'a' }], open, [waiting])).toEqual({ packages: [waiting], loose: [] });
    const both = parcel('to_arrange', { a: 5, b: 1 });
    expect(choose([{ lineId: 'b' }], open, [both])).toEqual({ packages: [], loose: [{ id: 'b', quantity: 1 }] });
  });

  test('says what cannot be', () => {
    expect(choose([{ lineId: 'c' }], open, [])).toContain('not an open line');
    expect(choose([{ lineId: 'a', quantity: 4 }], open, [parcel('delivered', { a: 2 })])).toBe(
      'Only 3 of a named line are still to be shipped',
    );
    expect(choose([{ lineId: 'b' }], open, [parcel('to_hand_over', { b: 1 })])).toContain('not an open line');
  });
});

test('units in packages and units in none are together the units of the lines', () => {
  const lines = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(lines, fc.array(lines, { maxLength: 3 }), (all, boxes) => {
      const ordered = Object.entries(all).map(([id, quantity]) => ({ id, quantity }));
      const left = new Map(
        unpacked(
          ordered,
          boxes.map((box) => parcel('to_arrange', box)),
        ).map((line) => [line.id, line.quantity]),
      );
      for (const { id, quantity } of ordered) {
        const packed = boxes.reduce((sum, box) => sum + (box[id] ?? 0), 0);
        expect(left.get(id) ?? 0).toBe(Math.max(0, quantity - packed));
      }
    }),
  );
});
