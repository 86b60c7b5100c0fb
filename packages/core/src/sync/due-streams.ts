import type { CursorPosition, Stream } from './cursor-store.ts';

export interface StreamSettings {
  readonly isOrderSyncOn: boolean;
  readonly orderSyncMinutes: number;
  readonly isListingSyncOn: boolean;
  readonly hasOpenOrders: boolean;
}

const minuteMs = 60_000;
const openOrderMinutes = 2;
const listingMinutes = 6 * 60;
const stockMinutes = 2 * 60;

/** Minutes between two reads of a stream; undefined when the shop has it switched off. */
export function intervalMinutes(stream: Stream, settings: StreamSettings): number | undefined {
  if (stream === 'orders') {
    if (!settings.isOrderSyncOn) return undefined;
    return settings.hasOpenOrders ? Math.min(openOrderMinutes, settings.orderSyncMinutes) : settings.orderSyncMinutes;
  }
  if (!settings.isListingSyncOn) return undefined;
  return stream === 'listings' ? listingMinutes : stockMinutes;
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
