import type { CursorPosition, Stream } from './cursor-store.ts';

export interface StreamSettings {
  readonly isOrderSyncOn: boolean;
  readonly orderSyncMinutes: number;
  readonly isStatusSyncOn: boolean;
  readonly statusSyncMinutes: number;
  readonly isListingSyncOn: boolean;
  readonly listingSyncMinutes: number;
  readonly isStockSyncOn: boolean;
  readonly stockSyncMinutes: number;
  readonly hasOpenOrders: boolean;
  /** The marketplace is not asked for orders more often than this. */
  readonly leastOrderMinutes: number;
}

const minuteMs = 60_000;
const openOrderMinutes = 2;

/** Minutes between two reads of a stream; undefined when the shop has it switched off. */
export function intervalMinutes(stream: Stream, settings: StreamSettings): number | undefined {
  switch (stream) {
    case 'orders':
      return settings.isOrderSyncOn ? orderMinutes(settings) : undefined;
    case 'status':
      return settings.isStatusSyncOn ? settings.statusSyncMinutes : undefined;
    case 'listings':
      return settings.isListingSyncOn ? settings.listingSyncMinutes : undefined;
    case 'stock':
      return settings.isStockSyncOn ? settings.stockSyncMinutes : undefined;
  }
}

function orderMinutes({ hasOpenOrders, orderSyncMinutes, leastOrderMinutes }: StreamSettings): number {
  const wanted = hasOpenOrders ? Math.min(openOrderMinutes, orderSyncMinutes) : orderSyncMinutes;
  return Math.max(wanted, leastOrderMinutes);
}

/** When a stream is to be read next; undefined when it is switched off. A stream that was never read is due now. */
export function nextRunAt(stream: Stream, settings: StreamSettings, position: CursorPosition | undefined, now: Date): Date | undefined {
  const minutes = intervalMinutes(stream, settings);
  if (minutes === undefined) return undefined;
  return position?.lastRunAt === undefined ? now : new Date(new Date(position.lastRunAt).getTime() + minutes * minuteMs);
}

/** True when a stream is due, give or take the half minute between two looks at the clock. */
export function isDue(stream: Stream, settings: StreamSettings, position: CursorPosition | undefined, now: Date): boolean {
  const next = nextRunAt(stream, settings, position, now);
  return next !== undefined && next.getTime() <= now.getTime() + minuteMs / 2;
}
