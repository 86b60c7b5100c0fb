import { describe, expect, test } from 'vitest';
import { intervalMinutes, isDue, nextRunAt } from './due-streams.ts';

const settings = {
  isOrderSyncOn: true,
  orderSyncMinutes: 60,
  isStatusSyncOn: true,
  statusSyncMinutes: 30,
  isListingSyncOn: true,
  listingSyncMinutes: 360,
  isStockSyncOn: true,
  stockSyncMinutes: 120,
  hasOpenOrders: false,
  leastOrderMinutes: 0,
};
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

  test('reads listings every 6 hours, stock every 2, and the state of orders every 30 minutes', () => {
    expect(isDue('listings', settings, ranAgo(359), now)).toBe(false);
    expect(isDue('listings', settings, ranAgo(360), now)).toBe(true);
    expect(isDue('stock', settings, ranAgo(119), now)).toBe(false);
    expect(isDue('stock', settings, ranAgo(120), now)).toBe(true);
    expect(isDue('status', settings, ranAgo(29), now)).toBe(false);
    expect(isDue('status', settings, ranAgo(30), now)).toBe(true);
  });

  test('asks for orders no more often than the marketplace allows', () => {
    const slow = { ...settings, hasOpenOrders: true, leastOrderMinutes: 5 };
    expect(isDue('orders', slow, ranAgo(4), now)).toBe(false);
    expect(isDue('orders', slow, ranAgo(5), now)).toBe(true);
    expect(intervalMinutes('orders', { ...settings, leastOrderMinutes: 5 })).toBe(60);
  });

  test('reads what was never read at once, and what is switched off never', () => {
    expect(nextRunAt('orders', settings, undefined, now)).toEqual(now);
    expect(isDue('orders', { ...settings, isOrderSyncOn: false }, undefined, now)).toBe(false);
    expect(isDue('stock', { ...settings, isStockSyncOn: false }, undefined, now)).toBe(false);
  });
});
