import { describe, expect, it } from 'vitest';
import { allUnits, itemsOf } from './chosen-units.ts';

const lines = [
  { id: 'a', quantity: 1 },
  { id: 'b', quantity: 3 },
];

describe('the units of a parcel', () => {
  it('are not named when everything goes', () => {
    expect(itemsOf(lines, allUnits(lines))).toBeUndefined();
  });

  it('are named by line, and by number where a part of a line goes', () => {
    expect(itemsOf(lines, { a: 1, b: 2 })).toEqual([{ lineId: 'a' }, { lineId: 'b', quantity: 2 }]);
    expect(itemsOf(lines, { a: 0, b: 3 })).toEqual([{ lineId: 'b' }]);
  });

  it('are never more than there are, nor fewer than none', () => {
    expect(itemsOf(lines, { a: 5, b: 9 })).toBeUndefined();
    expect(itemsOf(lines, { a: -2, b: 1 })).toEqual([{ lineId: 'b', quantity: 1 }]);
    expect(itemsOf(lines, {})).toEqual([]);
  });
});
