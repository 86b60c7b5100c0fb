import { describe, expect, it } from 'vitest';
import { readConflictSearch, readConnectionSearch, readLedgerSearch, readShopSyncSearch, readStockSearch } from './stock-search.ts';

describe('the filters of stock in the address', () => {
  it('are kept when they mean something', () => {
    expect(readStockSearch({ q: 4711, stock: 'low', isMapped: false, sku: 'sku_1', part: 'publishing' })).toEqual({
      q: '4711',
      stock: 'low',
      isMapped: 'false',
      sku: 'sku_1',
      part: 'publishing',
    });
    expect(readLedgerSearch({ kind: 'count', by: 'api-key', from: '2026-11-01', to: '2026-11-21', locationId: 'loc_1' })).toEqual({
      kind: 'count',
      by: 'api-key',
      from: '2026-11-01',
      to: '2026-11-21',
      locationId: 'loc_1',
    });
    expect(readConflictSearch({ cause: 'silent', shopId: 'shp_1' })).toEqual({ cause: 'silent', shopId: 'shp_1' });
    const sync = { platform: 'ebay', shopId: 'shp_1', stream: 'listings', outcome: 'failed' };
    expect(readShopSyncSearch(sync)).toEqual(sync);
    expect(readConnectionSearch({ about: 'amazon' })).toEqual({ about: 'amazon' });
  });

  it('are left out when they do not', () => {
    expect(readStockSearch({ q: '', stock: 'many', isMapped: 'maybe', sku: {}, part: 'prices' })).toEqual({});
    expect(readLedgerSearch({ kind: 'theft', by: 'nobody', from: 'yesterday', to: '21.11.2026' })).toEqual({});
    expect(readConflictSearch({ cause: 'weather' })).toEqual({});
    expect(readShopSyncSearch({ platform: 'market stall', stream: 'news', outcome: 'odd' })).toEqual({});
    expect(readConnectionSearch({ about: '' })).toEqual({});
  });
});
