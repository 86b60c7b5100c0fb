import { describe, expect, it } from 'vitest';
import { nextSort, sortOf } from './board-sort.ts';

describe('the order of the board', () => {
  it('is by outlet from A unless the address says otherwise', () => {
    expect(sortOf({})).toEqual({ sort: 'outlet', order: 'asc' });
    expect(sortOf({ sort: 'views' })).toEqual({ sort: 'views', order: 'desc' });
    expect(sortOf({ sort: 'views', order: 'asc' })).toEqual({ sort: 'views', order: 'asc' });
  });

  it('begins with the largest number and turns round at the second press', () => {
    const once = nextSort({}, 'growth');
    expect(once).toEqual({ sort: 'growth', order: 'desc' });
    expect(nextSort({ sort: 'growth' }, 'growth')).toEqual({ sort: 'growth', order: 'asc' });
    expect(nextSort({ sort: 'growth', order: 'asc' }, 'growth')).toEqual({ sort: 'growth', order: 'desc' });
  });

  it('begins names at A', () => {
    expect(nextSort({ sort: 'growth', order: 'asc' }, 'account')).toEqual({ sort: 'account', order: 'asc' });
  });
});
