import { describe, expect, test } from 'vitest';
import { intervalMinutes, isDue, nextRunAt } from './due-streams.ts';

const settings = { isOrderSyncOn: true, orderSyncMinutes: 60, isListingSyncOn: true, hasOpenOrders: false };
const now = new Date('2026-03-02T12:00:00Z');
const ranAgo = (minutes: number) => ({ lastRunAt: new Date(now.getTime() - minutes * 60_000).toISOString(), lastStatus: 'succeeded' });

describe('the calendar of a shop', () => {
  test('reads orders as often as the shop says, and every 2 minutes while orders are open', () => {
    expect(isDue('orders', settings, ranAgo(59), now)).toBe(false);
    expect(isDue('orders', settings, ranAgo(60), now)).toBe(true);
    expect(isDue('orders', { ...settings, hasOpenOrders: true }, ranAgo(1), now)).toBe(false);
    expect(isDue('orders', { ...settings, hasOpenOrders: true }, ranAgo(2), now)).toBe(true);
    expect(intervalMinutes('orders', { ...settings, hasOpenOrders: true, orderSyncMinutes: 1 })).toBe(1);
  });

  test('reads listings every 6 hours and stock every 2', () => {
    expect(isDue('listings', settings, ranAgo(359), now)).toBe(false);
    expect(isDue('listings', settings, ranAgo(360), now)).toBe(true);
    expect(isDue('stock', settings, ranAgo(119), now)).toBe(false);
    expect(isDue('stock', settings, ranAgo(120), now)).toBe(true);
  });

  test('reads what was never read at once, and what is switched off never', () => {
    expect(nextRunAt('orders', settings, undefined, now)).toEqual(now);
    expect(isDue('orders', { ...settings, isOrderSyncOn: false }, undefined, now)).toBe(false);
    expect(isDue('stock', { ...settings, isListingSyncOn: false }, undefined, now)).toBe(false);
  });
});
