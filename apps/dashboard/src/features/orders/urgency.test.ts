import { describe, expect, it } from 'vitest';
import { deadlineOf, urgencyOf } from './urgency.ts';

const now = Date.parse('2026-11-21T07:00:00Z');
const order = { shipByAt: '2026-11-21T09:00:00Z', handOverByAt: '2026-11-22T09:00:00Z' };

describe('how near a deadline is', () => {
  it('is late after it, soon in the last four hours, later before', () => {
    expect(urgencyOf('2026-11-21T06:59:59Z', now)).toBe('late');
    expect(urgencyOf('2026-11-21T07:00:00Z', now)).toBe('soon');
    expect(urgencyOf('2026-11-21T11:00:00Z', now)).toBe('soon');
    expect(urgencyOf('2026-11-21T11:00:01Z', now)).toBe('later');
    expect(urgencyOf(null, now)).toBe('none');
  });

  it('looks at ship-by while an order is to be shipped, and at handing over once it is packed', () => {
    expect(deadlineOf({ ...order, status: 'to_arrange' })).toBe(order.shipByAt);
    expect(deadlineOf({ ...order, status: 'to_hand_over' })).toBe(order.handOverByAt);
    expect(deadlineOf({ ...order, status: 'to_hand_over', handOverByAt: null })).toBe(order.shipByAt);
  });

  it.each(['unpaid', 'on_hold', 'shipped', 'delivered', 'completed', 'cancelled'] as const)(
    'does not press an order that is %s',
    (status) => {
      expect(deadlineOf({ ...order, status })).toBeNull();
    },
  );
});
