import { type OrderStatus, orderStatuses } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { illegalTransition, mayMarketplaceMove, mayPersonMove, personSteps, stepsFrom } from './order-status.ts';

/** Every path of single steps without a repeated status. */
function paths(from: OrderStatus, seen: readonly OrderStatus[] = []): OrderStatus[][] {
  const here = [...seen, from];
  const longer = stepsFrom(from).filter((to) => !here.includes(to));
  return [here, ...longer.flatMap((to) => paths(to, here))];
}
const allPaths = orderStatuses.flatMap((from) => paths(from));

describe('the table of order states', () => {
  test('has paths worth walking', () => {
    expect(allPaths.length).toBeGreaterThan(60);
  });

  test('allows every path, whichever of its states we happened to see', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allPaths), fc.infiniteStream(fc.boolean()), (path, coin) => {
        const seen = path.filter(() => coin.next().value === true);
        for (const [index, to] of seen.entries()) {
          const from = seen[index - 1];
          if (from !== undefined && !mayMarketplaceMove(from, to)) return false;
        }
        return true;
      }),
    );
  });

  test('never leaves a final state', () => {
    for (const to of orderStatuses) {
      expect(mayMarketplaceMove('cancelled', to)).toBe(to === 'cancelled');
      expect(mayMarketplaceMove('completed', to)).toBe(to === 'completed');
    }
  });

  test('never goes back to unpaid, nor from shipped to the bench', () => {
    for (const from of orderStatuses) expect(mayMarketplaceMove(from, 'unpaid')).toBe(from === 'unpaid');
    for (const to of ['on_hold', 'to_arrange', 'to_hand_over', 'partially_shipped'] as const) {
      for (const from of ['shipped', 'delivered'] as const) expect(mayMarketplaceMove(from, to)).toBe(false);
    }
  });

  test('lets every order end', () => {
    for (const from of orderStatuses) expect(mayMarketplaceMove(from, 'completed') || mayMarketplaceMove(from, 'cancelled')).toBe(true);
  });

  test.each(orderStatuses.flatMap((from) => orderStatuses.map((to) => ({ from, to }))))(
    'a person moves $from → $to only when it is one step and a matter of the parcel',
    ({ from, to }) => {
      const isParcelMatter = ['to_hand_over', 'shipped', 'delivered', 'completed'].includes(to);
      expect(mayPersonMove(from, to)).toBe(stepsFrom(from).includes(to) && isParcelMatter);
      expect(personSteps(from).includes(to)).toBe(mayPersonMove(from, to));
    },
  );

  test('a refusal names both states and what is possible', () => {
    expect(illegalTransition('cancelled', 'shipped').message).toContain('"cancelled" is final');
    expect(illegalTransition('delivered', 'unpaid').message).toContain('after "delivered" comes "completed"');
  });
});
