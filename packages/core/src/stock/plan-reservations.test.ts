import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planReservations } from './plan-reservations.ts';
import { changedLevel, isLive, type Level, type LineNeed, type Reservation } from './reservation.ts';

const skuIds = ['sku_a', 'sku_b', 'sku_c'];
const variants = {
  v1: [['sku_a', 1]],
  v2: [['sku_b', 1]],
  v3: [
    ['sku_a', 2],
    ['sku_b', 1],
  ],
  v4: [['sku_c', 3]],
} as const;
const components = new Map(Object.entries(variants).map(([id, parts]) => [id, parts.map(([skuId, quantity]) => ({ skuId, quantity }))]));

const line = fc.record({
  order: fc.integer({ min: 0, max: 3 }),
  line: fc.integer({ min: 0, max: 4 }),
  variantId: fc.constantFrom('v1', 'v2', 'v3', 'v4', 'unmapped', null),
  quantity: fc.integer({ min: 1, max: 4 }),
});
const wishes = fc.array(fc.constantFrom('reserve' as const, 'release' as const, 'consume' as const), { minLength: 1, maxLength: 5 });

interface State {
  readonly levels: Map<string, Level>;
  readonly reservations: Reservation[];
}

/** Does to a state in memory what the store does to the tables. */
function apply(state: State, needs: readonly LineNeed[]): State {
  const own = state.reservations.filter((one) => needs.some((need) => need.orderLineId === one.orderLineId));
  const plan = planReservations({ needs, components, existing: own, levels: state.levels });
  const closed = new Map(plan.closed.map((one) => [one.id, one.state]));
  const kept = state.reservations.map((one) => ({ ...one, state: closed.get(one.id) ?? one.state }));
  const added = plan.added.map((one, index) => ({ ...one, id: `rsv_${state.reservations.length + index}` }));
  const levels = new Map(
    [...state.levels].map(([skuId, level]) => {
      return [
        skuId,
        changedLevel(
          level,
          plan.changes.filter((change) => change.skuId === skuId),
        ),
      ];
    }),
  );
  return { levels, reservations: [...kept, ...added] };
}

function check({ levels, reservations }: State): void {
  for (const [skuId, level] of levels) {
    const open = reservations.filter((one) => one.skuId === skuId && one.state === 'open');
    expect(level.reserved).toBe(open.reduce((sum, one) => sum + one.quantity, 0));
    expect(level.reserved).toBeGreaterThanOrEqual(0);
    for (const place of level.places) {
      const here = open.filter((one) => one.locationId === place.locationId);
      expect(place.reserved).toBe(here.reduce((sum, one) => sum + one.quantity, 0));
    }
  }
  const live = reservations.filter((one) => isLive(one.state)).map((one) => `${one.orderLineId} ${one.skuId}`);
  expect(new Set(live).size).toBe(live.length);
}

describe('the plan of reservations', () => {
  test('keeps the books whatever orders wish, promises nothing that is not there, and does nothing twice', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { selector: (one) => `${one.order} ${one.line}`, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(12), fc.nat(6)), { minLength: 3, maxLength: 3 }),
        wishes,
        (lines, stock, steps) => {
          const countedSince = new Date(0);
          let state: State = {
            levels: new Map(
              skuIds.map((skuId, i) => {
                const [here, there] = stock[i] ?? [0, 0];
                const place = (locationId: string, onHand: number) => ({ locationId, onHand, reserved: 0, promoHeld: 0 });
                const places = [place('here', here), place('there', there)] as const;
                return [
                  skuId,
                  {
                    skuId,
                    onHand: here + there,
                    reserved: 0,
                    promoHeld: 0,
                    countedSince,
                    isGuaranteed: false,
                    isWatched: false,
                    places: [...places],
                  },
                ];
              }),
            ),
            reservations: [],
          };
          for (const wish of steps) {
            const needs = lines.map(
              (one): LineNeed => ({
                orderId: `o${one.order}`,
                orderLineId: `o${one.order}-${one.line}`,
                variantId: one.variantId,
                quantity: one.quantity,
                wish,
                placedAt: new Date(one.order),
              }),
            );
            const before = state;
            state = apply(state, needs);
            check(state);
            if (wish === 'reserve' && before.reservations.length === 0) {
              for (const level of state.levels.values()) expect(level.reserved).toBeLessThanOrEqual(level.onHand);
            }
            const again = planReservations({ needs, components, existing: state.reservations, levels: state.levels });
            expect([again.added, again.closed, again.sales, again.changes]).toEqual([[], [], [], []]);
          }
        },
      ),
    );
  });
});
