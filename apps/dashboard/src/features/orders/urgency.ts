import type { Schemas } from '../../lib/api.ts';
import type { Tone } from '../../ui/badge.tsx';

export type Urgency = 'late' | 'soon' | 'later' | 'none';

const soonMs = 4 * 3_600_000;
const openStatuses: readonly Schemas['Order']['status'][] = ['to_arrange', 'to_hand_over', 'partially_shipped'];

/** The deadline that counts now: ship-by while we still hold the goods, none afterwards. */
export function deadlineOf(order: Pick<Schemas['Order'], 'status' | 'shipByAt' | 'handOverByAt'>): string | null {
  if (!openStatuses.includes(order.status)) return null;
  return order.status === 'to_hand_over' ? (order.handOverByAt ?? order.shipByAt) : order.shipByAt;
}

/** `late` after the deadline, `soon` in the last four hours before it. */
export function urgencyOf(deadline: string | null, now: number): Urgency {
  if (deadline === null) return 'none';
  const left = new Date(deadline).getTime() - now;
  if (left < 0) return 'late';
  return left <= soonMs ? 'soon' : 'later';
}

export const urgencyTones: Readonly<Record<Urgency, Tone>> = { late: 'bad', soon: 'warn', later: 'neutral', none: 'neutral' };
