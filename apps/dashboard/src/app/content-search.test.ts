import { describe, expect, it } from 'vitest';
import { readBoardSearch, readOutletSearch, readSyncSearch } from './content-search.ts';

describe('the address of content screens', () => {
  it('keeps what it knows and drops everything else', () => {
    expect(
      readBoardSearch({
        q: 14,
        status: 'EXPIRED',
        group: 'Java',
        days: 90,
        compare: true,
        sort: 'growth',
        order: 'asc',
        shade: 'followers',
      }),
    ).toEqual({ q: '14', status: 'EXPIRED', group: 'Java', days: 90, compare: true, sort: 'growth', order: 'asc', shade: 'followers' });
    expect(readBoardSearch({ status: 'GONE', days: 31, compare: 'no', sort: 'x', order: 'up', shade: 'red' })).toEqual({});
  });

  it('takes chosen days only as a pair in their order', () => {
    expect(readBoardSearch({ from: '2026-03-01', to: '2026-03-07' })).toEqual({ from: '2026-03-01', to: '2026-03-07' });
    expect(readBoardSearch({ from: '2026-03-08', to: '2026-03-07' })).toEqual({});
    expect(readBoardSearch({ from: '2026-03-01' })).toEqual({});
    expect(readBoardSearch({ from: 'yesterday', to: '2026-03-07' })).toEqual({});
  });

  it('names whom a link or a campaign is for, and the run that is open', () => {
    expect(readOutletSearch({ link: 'out_1', campaign: 'reconnect', archived: 'true' })).toEqual({
      link: 'out_1',
      campaign: 'reconnect',
      archived: true,
    });
    expect(readSyncSearch({ run: 'run_1', job: 'video', result: 'failed', accountId: 'cac_1' })).toEqual({
      run: 'run_1',
      job: 'video',
      result: 'failed',
      accountId: 'cac_1',
    });
  });
});
