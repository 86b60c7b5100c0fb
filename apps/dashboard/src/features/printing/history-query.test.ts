import { expect, test } from 'vitest';
import { readHistorySearch } from '../../app/history-search.ts';
import { historyCsv, period, statsPeriod } from './history-query.ts';

test('a day in the address means that whole day where the person is', () => {
  const { from, to } = period({ from: '2026-11-21', to: '2026-11-21' });
  expect(from).toBe(new Date(2026, 10, 21).toISOString());
  expect(to).toBe(new Date(2026, 10, 22).toISOString());
});

test('the last day of a month ends with the month', () => {
  expect(period({ to: '2026-11-30' }).to).toBe(new Date(2026, 11, 1).toISOString());
});

test('statistics show two weeks unless a period was chosen', () => {
  const now = new Date(2026, 10, 21, 15, 30);
  expect(statsPeriod({}, now)).toEqual({ from: new Date(2026, 10, 8).toISOString() });
  expect(statsPeriod({ to: '2026-11-01' }, now)).toEqual({ to: new Date(2026, 10, 2).toISOString() });
});

test('what the address says wrongly is left out, and an order number stays text', () => {
  expect(readHistorySearch({ q: 576461, state: 'burnt', from: 'yesterday', isReprint: true, printerId: 7 })).toEqual({
    q: '576461',
    isReprint: 'true',
  });
});

test('the file has the filters of the list', () => {
  expect(historyCsv({ q: 'a&b', state: 'failed' })).toBe('/api/print-history?format=csv&q=a%26b&state=failed');
});
