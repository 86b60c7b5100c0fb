import type { Settings } from './settings.ts';

const dayMs = 86_400_000;
/** The day ends at midnight of the Pacific coast, taken as UTC−8 all year. */
const resetOffsetMs = 8 * 3_600_000;

export type Resource = 'fulfillment' | 'inventory' | 'notification' | 'account' | 'rate_limit' | 'user' | 'taxonomy' | 'logistics';

/** What each resource may do, and how `rate_limit` names it. */
export const resources: Readonly<
  Record<Resource, { readonly context: string; readonly api: string; readonly version: string; readonly name: string }>
> = {
  fulfillment: { context: 'sell', api: 'fulfillment', version: 'v1', name: 'sell.fulfillment' },
  inventory: { context: 'sell', api: 'inventory', version: 'v1', name: 'sell.inventory' },
  account: { context: 'sell', api: 'account', version: 'v1', name: 'sell.account' },
  logistics: { context: 'sell', api: 'logistics', version: 'v1_beta', name: 'sell.logistics' },
  notification: { context: 'commerce', api: 'notification', version: 'v1', name: 'commerce.notification' },
  user: { context: 'commerce', api: 'identity', version: 'v1', name: 'commerce.identity' },
  taxonomy: { context: 'commerce', api: 'taxonomy', version: 'v1', name: 'commerce.taxonomy' },
  rate_limit: { context: 'developer', api: 'analytics', version: 'v1_beta', name: 'developer.analytics' },
};

export function limitOf(resource: Resource, settings: Settings): number {
  if (resource === 'fulfillment') return settings.fulfillmentPerDay;
  if (resource === 'inventory') return settings.inventoryPerDay;
  if (resource === 'notification') return settings.notificationPerDay;
  if (resource === 'account') return settings.accountPerDay;
  return settings.otherPerDay;
}

export const dayOf = (nowMs: number): number => Math.floor((nowMs - resetOffsetMs) / dayMs);

/** When the running day ends. */
export const resetAtMs = (nowMs: number): number => (dayOf(nowMs) + 1) * dayMs + resetOffsetMs;

/** Calls of the whole application on the running day, by resource. */
export class DailyUse {
  #day = 0;
  #counts: Record<string, number> = {};

  /** Counts one call; false when it is above the limit. A refused call costs nothing. */
  take(resource: string, nowMs: number, limit: number): boolean {
    const count = this.count(resource, nowMs);
    if (count >= limit) return false;
    this.#counts[resource] = count + 1;
    return true;
  }

  count(resource: string, nowMs: number): number {
    const day = dayOf(nowMs);
    if (day !== this.#day) {
      this.#day = day;
      this.#counts = {};
    }
    return this.#counts[resource] ?? 0;
  }

  read(): { day: number; counts: Readonly<Record<string, number>> } {
    return { day: this.#day, counts: this.#counts };
  }

  restore(kept: { day: number; counts: Readonly<Record<string, number>> }): void {
    this.#day = kept.day;
    this.#counts = { ...kept.counts };
  }
}
