import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readVariantId, toNumber, variantIdOf } from './line-id.ts';
import { spreadOver } from './stock.ts';

const places = fc.array(fc.nat(99_999), { minLength: 1, maxLength: 12 });
const named = (quantities: number[]) => quantities.map((quantity, index) => ({ locationId: String(index), quantity }));

it('names every place and spreads exactly the quantity, none below zero', () => {
  fc.assert(
    fc.property(places, fc.nat(99_999), (quantities, quantity) => {
      const spread = spreadOver(named(quantities), quantity);
      expect(spread.map(({ locationId }) => locationId)).toEqual(named(quantities).map(({ locationId }) => locationId));
      expect(spread.reduce((sum, place) => sum + place.quantity, 0)).toBe(quantity);
      for (const place of spread) expect(place.quantity).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('finds item and model again in the id of a variant', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n }), fc.bigInt({ min: 0n, max: 2n ** 64n }), (item, model) => {
      expect(readVariantId(variantIdOf(`${item}`, `${model}`))).toEqual({ itemId: `${item}`, modelId: `${model}` });
    }),
  );
  for (const id of ['', '1', '1:', ':1', '1:2:3', 'a:b']) expect(() => readVariantId(id)).toThrow(/no variant/);
});

it('never sends an id that a number cannot hold', () => {
  expect(toNumber('9007199254740991')).toBe(9_007_199_254_740_991);
  for (const id of ['9007199254740993', '', '-1', '1.5', 'x']) expect(() => toNumber(id)).toThrow(/no id/);
});
