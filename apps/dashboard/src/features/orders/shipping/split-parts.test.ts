import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packagesOf } from './split-parts.ts';

it('puts every line into exactly one parcel, and leaves no parcel empty', () => {
  const lines = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 });
  fc.assert(
    fc.property(lines, fc.array(fc.nat(4)), (ids, places) => {
      const parcelOf = Object.fromEntries(ids.flatMap((id, index) => (places[index] === undefined ? [] : [[id, places[index]]])));
      const packages = packagesOf(
        ids.map((id) => ({ id })),
        parcelOf,
      );
      expect(packages.every(({ lineIds }) => lineIds.length > 0)).toBe(true);
      expect(packages.flatMap(({ lineIds }) => lineIds).toSorted()).toEqual(ids.toSorted());
    }),
  );
});
