import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadOver } from './stock.ts';

const places = fc.array(fc.nat(99_999), { minLength: 1, maxLength: 12 });
const named = (quantities: number[]) => quantities.map((quantity, index) => ({ warehouseId: String(index), quantity }));

it('names every warehouse and spreads exactly the quantity, none below zero', () => {
  fc.assert(
    fc.property(places, fc.nat(99_999), (quantities, quantity) => {
      const spread = spreadOver(named(quantities), quantity);
      expect(spread.map(({ warehouseId }) => warehouseId)).toEqual(named(quantities).map(({ warehouseId }) => warehouseId));
      expect(spread.reduce((sum, place) => sum + place.quantity, 0)).toBe(quantity);
      for (const place of spread) expect(place.quantity).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('changes nothing when the quantity is what lies there', () => {
  fc.assert(
    fc.property(places, (quantities) => {
      const total = quantities.reduce((sum, quantity) => sum + quantity, 0);
      expect(spreadOver(named(quantities), total)).toEqual(named(quantities));
    }),
  );
});
