import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySelection, extendTo, toggleAll, toggleRow } from './selection.ts';

const rows = ['a', 'b', 'c', 'd', 'e'];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort();

describe('a selection of rows', () => {
  it('is what it was after the same row was marked twice', () => {
    fc.assert(
      fc.property(fc.subarray(rows), fc.constantFrom(...rows), (marked, row) => {
        const before = { ids: new Set(marked), anchor: undefined };
        expect(ids(toggleRow(toggleRow(before, row), row))).toEqual(ids(before));
      }),
    );
  });

  it('takes everything between the last touched row and the next, downwards and upwards', () => {
    expect(ids(extendTo(toggleRow(emptySelection, 'b'), 'd', rows))).toEqual(['b', 'c', 'd']);
    expect(ids(extendTo(toggleRow(emptySelection, 'd'), 'b', rows))).toEqual(['b', 'c', 'd']);
  });

  it('takes one row when there is nothing to start from, or the start is gone', () => {
    expect(ids(extendTo(emptySelection, 'c', rows))).toEqual(['c']);
    expect(ids(extendTo({ ids: new Set(['z']), anchor: 'z' }, 'c', rows))).toEqual(['c', 'z']);
  });

  it('goes from some to all to none', () => {
    const all = toggleAll(toggleRow(emptySelection, 'b'), rows);
    expect(ids(all)).toEqual(rows);
    expect(ids(toggleAll(all, rows))).toEqual([]);
  });
});
