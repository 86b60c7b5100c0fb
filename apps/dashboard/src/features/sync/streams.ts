import type { SyncStream } from '../../app/stock-search.ts';
import type { Schemas } from '../../lib/api.ts';

type Settings = Schemas['ShopSettings'];
type Switch = 'isOrderSyncOn' | 'isStatusSyncOn' | 'isListingSyncOn' | 'isStockSyncOn';
type Minutes = 'orderSyncMinutes' | 'statusSyncMinutes' | 'listingSyncMinutes' | 'stockSyncMinutes';

/** The settings of a stream, its name when it is asked for by hand, and the shortest and longest time between two reads, in minutes. */
export const streams: Readonly<
  Record<
    SyncStream,
    {
      isOn: Switch;
      minutes: Minutes;
      type: 'orders' | 'status' | 'products' | 'inventory';
      least: number;
      most: number;
      usual: readonly number[];
    }
  >
> = {
  orders: { isOn: 'isOrderSyncOn', minutes: 'orderSyncMinutes', type: 'orders', least: 1, most: 1440, usual: [5, 15, 30, 60, 120] },
  status: { isOn: 'isStatusSyncOn', minutes: 'statusSyncMinutes', type: 'status', least: 5, most: 10_080, usual: [15, 30, 60, 120] },
  listings: {
    isOn: 'isListingSyncOn',
    minutes: 'listingSyncMinutes',
    type: 'products',
    least: 15,
    most: 10_080,
    usual: [60, 180, 360, 720, 1440],
  },
  stock: { isOn: 'isStockSyncOn', minutes: 'stockSyncMinutes', type: 'inventory', least: 15, most: 10_080, usual: [30, 60, 120, 240] },
};

/** How a stream of a shop is set. */
export function settingOf(settings: Settings, stream: SyncStream): { isOn: boolean; minutes: number } {
  const { isOn, minutes } = streams[stream];
  return { isOn: settings[isOn], minutes: settings[minutes] };
}

/** Minutes as the largest unit that fits them whole: `360` as 6 hours. */
export function inUnits(minutes: number): { unit: 'minutes' | 'hours' | 'days'; count: number } {
  if (minutes % 1440 === 0) return { unit: 'days', count: minutes / 1440 };
  if (minutes % 60 === 0) return { unit: 'hours', count: minutes / 60 };
  return { unit: 'minutes', count: minutes };
}
