import { expect, test } from 'vitest';
import { inUnits, settingOf, streams } from './streams.ts';

test('an interval is told in the largest unit that fits it whole', () => {
  expect(inUnits(30)).toEqual({ unit: 'minutes', count: 30 });
  expect(inUnits(60)).toEqual({ unit: 'hours', count: 1 });
  expect(inUnits(90)).toEqual({ unit: 'minutes', count: 90 });
  expect(inUnits(360)).toEqual({ unit: 'hours', count: 6 });
  expect(inUnits(1440)).toEqual({ unit: 'days', count: 1 });
});

test('each stream has its own switch and interval', () => {
  const settings = {
    isOrderSyncOn: true,
    orderSyncMinutes: 60,
    isStatusSyncOn: false,
    statusSyncMinutes: 30,
    isListingSyncOn: true,
    listingSyncMinutes: 360,
    isStockSyncOn: false,
    stockSyncMinutes: 120,
    isAutoFulfilOn: true,
    isStockPublishOn: true,
    labelSender: null,
    labelParcel: null,
  };
  expect(settingOf(settings, 'orders')).toEqual({ isOn: true, minutes: 60 });
  expect(settingOf(settings, 'status')).toEqual({ isOn: false, minutes: 30 });
  expect(settingOf(settings, 'listings')).toEqual({ isOn: true, minutes: 360 });
  expect(settingOf(settings, 'stock')).toEqual({ isOn: false, minutes: 120 });
});

test('the offered intervals are allowed', () => {
  for (const { least, most, usual } of Object.values(streams)) {
    expect(usual.every((minutes) => minutes >= least && minutes <= most)).toBe(true);
  }
});
