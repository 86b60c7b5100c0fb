import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepSteady } from './steady-rows.ts';

const row = (id: string, at = 0) => ({ id, at });
const names = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('rows that stay put', () => {
  it('are simply the list at first', () => {
    expect(keepSteady([], [row('a'), row('b')])).toEqual({ rows: [row('a'), row('b')], arrived: 0, left: new Set() });
  });

  it('let new ones wait above, and count them', () => {
    const steady = keepSteady([row('a'), row('b')], [row('x'), row('y'), row('a'), row('b')]);
    expect(names(steady.rows)).toEqual(['a', 'b']);
    expect(steady.arrived).toBe(2);
  });

  it('show new data in old places', () => {
    expect(keepSteady([row('a'), row('b')], [row('b', 2), row('a', 1)]).rows).toEqual([row('a', 1), row('b', 2)]);
  });

  it('keep what has left the list, marked', () => {
    const steady = keepSteady([row('a'), row('b'), row('c')], [row('a'), row('c')]);
    expect(names(steady.rows)).toEqual(['a', 'b', 'c']);
    expect(steady.left).toEqual(new Set(['b']));
  });

  it('do not call gone what new rows have only pushed onto a page that is not read yet', () => {
    const fresh = [row('x'), row('a')];
    expect(keepSteady([row('a'), row('b')], fresh, { hasMore: true }).left).toEqual(new Set());
    expect(keepSteady([row('a'), row('b')], fresh).left).toEqual(new Set(['b']));
  });

  it('grow at the end when the next page is read', () => {
    expect(names(keepSteady([row('a'), row('b')], [row('a'), row('b'), row('c')]).rows)).toEqual(['a', 'b', 'c']);
  });

  it('begin again when nothing of what was seen is left', () => {
    expect(keepSteady([row('a')], [row('x')])).toEqual({ rows: [row('x')], arrived: 0, left: new Set() });
  });

  it('never move what was seen, and never show a row twice', () => {
    const lists = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
    fc.assert(
      fc.property(lists, lists, (seen, fresh) => {
        const { rows } = keepSteady(
          seen.map((id) => row(id)),
          fresh.map((id) => row(id, 1)),
        );
        const shown = names(rows);
        expect(new Set(shown).size).toBe(shown.length);
        if (seen.some((id) => fresh.includes(id))) expect(shown.slice(0, seen.length)).toEqual(seen);
      }),
    );
  });
});
