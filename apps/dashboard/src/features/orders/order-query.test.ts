import { describe, expect, it } from 'vitest';
import { readOrderSearch } from '../../app/order-search.ts';
import { countFilters, csvAddress, sortOf, toOrderFilters } from './order-query.ts';

const now = new Date('2026-11-21T07:00:42Z');

describe('the filters of the order list', () => {
  it('come back from the address as they were written, order numbers as text, nonsense left out', () => {
    const typed = { view: 'to_print', q: 576461234567800000, sku: 'A-1', due: 'late', isPrinted: false, sort: 'sideways', other: 1 };
    expect(readOrderSearch(typed)).toEqual({ view: 'to_print', q: '576461234567800000', sku: 'A-1', due: 'late', isPrinted: 'false' });
    expect(readOrderSearch({ view: 'everything', due: 'never', isPrinted: 'maybe', q: '' })).toEqual({});
  });

  it('take whole days in the time zone of the person', () => {
    const filters = toOrderFilters({ placedFrom: '2026-11-20', placedTo: '2026-11-20' }, now);
    expect(filters.placedFrom).toBe(new Date(2026, 10, 20).toISOString());
    expect(Date.parse(filters.placedTo ?? '') - Date.parse(filters.placedFrom ?? '')).toBe(24 * 3_600_000 - 1);
    expect(toOrderFilters({ placedFrom: 'yesterday' }, now)).toEqual({});
  });

  it('count deadlines from the running minute', () => {
    expect(toOrderFilters({ due: 'late' }, now)).toEqual({ dueBefore: '2026-11-21T07:00:00.000Z' });
    expect(toOrderFilters({ due: 'soon' }, now)).toEqual({ dueBefore: '2026-11-21T11:00:00.000Z' });
  });

  it('put what is to be worked through in the order of its deadlines, unless somebody chose', () => {
    expect(sortOf({ view: 'to_ship' })).toBe('ship_by');
    expect(sortOf({})).toBe('placed');
    expect(sortOf({ due: 'late' })).toBe('ship_by');
    expect(sortOf({ view: 'to_ship', sort: 'placed' })).toBe('placed');
  });

  it('are the same for the file', () => {
    const address = new URL(csvAddress({ view: 'to_ship', q: 'a&b', shopId: 'shp_1' }, now), 'http://hub');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      format: 'csv',
      view: 'to_ship',
      sort: 'ship_by',
      q: 'a&b',
      shopId: 'shp_1',
    });
  });

  it('are counted without the tab and the search', () => {
    expect(countFilters({ view: 'done', q: 'x', sort: 'placed', sku: 'A', due: 'soon' })).toBe(2);
  });
});
