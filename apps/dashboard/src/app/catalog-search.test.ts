import { describe, expect, it } from 'vitest';
import { readFulfilmentSearch, readMappingSearch, readProductSearch, readSkuSearch } from './catalog-search.ts';

describe('the address of products, mapping and SKUs', () => {
  it('keeps what it knows and drops everything else', () => {
    expect(
      readProductSearch({
        q: 8991,
        shopId: 'shp_1',
        platform: 'ebay',
        status: 'active',
        mapping: 'partly',
        hasProblem: true,
        listing: 'lst_1',
      }),
    ).toEqual({ q: '8991', shopId: 'shp_1', platform: 'ebay', status: 'active', mapping: 'partly', hasProblem: true, listing: 'lst_1' });
    expect(readProductSearch({ q: '', mapping: 'half', hasProblem: false, isGone: 'perhaps', page: 2 })).toEqual({});
  });

  it('knows the history of mapping as the only other tab', () => {
    expect(readMappingSearch({ tab: 'history', q: 'mug' })).toEqual({ tab: 'history', q: 'mug' });
    expect(readMappingSearch({ tab: 'queue' })).toEqual({});
  });

  it('reads true and false of the address, however they were typed', () => {
    expect(readSkuSearch({ isMapped: false, state: 'archived', stock: 'low', sku: 'sku_1' })).toEqual({
      isMapped: 'false',
      state: 'archived',
      stock: 'low',
      sku: 'sku_1',
    });
    expect(readSkuSearch({ isMapped: 'maybe', state: 'gone', stock: 'much' })).toEqual({});
  });

  it('takes only periods that can be chosen', () => {
    expect(readFulfilmentSearch({ days: '90', platform: 'shopee' })).toEqual({ days: 90, platform: 'shopee' });
    expect(readFulfilmentSearch({ days: 31, platform: 'shop' })).toEqual({});
  });
});
