import { ManualClock } from '@shopfleet/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SandboxClock } from '../stage/sandbox-clock.ts';
import { buildWorld, stockShelves } from './build-world.ts';
import { requestCancellation } from './cancellation-life.ts';
import type { Order } from './model.ts';
import { cancelLines, cancelOrder, orderTransitions, payOrder, takeCarrierStep } from './order-life.ts';
import { placeOrder } from './order-placement.ts';
import { parcelsOf } from './parcel-birth.ts';
import { Refusal } from './refusal.ts';
import { shipParcel } from './ship-parcel.ts';
import { startingShops } from './starting-shops.ts';
import type { World } from './world.ts';

const app = { appKey: 'key', appSecret: 'secret', serviceId: '1' };
const [shop] = startingShops;
if (!shop) throw new Error('no shop');

type Act = (world: World, order: Order, amount: number) => void;

const acts: Readonly<Record<string, Act>> = {
  pay: (world, order) => payOrder(world, order),
  ship: (world, order, amount) => {
    const parcels = parcelsOf(world, order);
    const parcel = parcels[amount % parcels.length];
    if (parcel) shipParcel(world, shop, parcel);
  },
  scan: (world, order) => takeCarrierStep(world, order),
  'ask to cancel': (world, order) => void requestCancellation(world, order, 'reason'),
  'cancel a line': (world, order, amount) => {
    const line = order.lines[amount % order.lines.length];
    if (line && order.status === 'AWAITING_SHIPMENT') cancelLines(world, order, [line.id], 'reason', 'SELLER');
  },
  cancel: (world, order) => cancelOrder(world, order, 'reason', 'SYSTEM'),
  wait: (world, _, amount) => {
    world.clock.moveTo(world.clock.nowMs() + amount * 3_600_000);
    world.timeline.runDue();
  },
};

const successors: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(orderTransitions));

/** Directly, or by way of the one status that has no event. */
function mayFollow(last: string, status: string): boolean {
  const next = successors.get(last) ?? [];
  return (
    next.includes(status) || (next.includes('PARTIALLY_SHIPPING') && orderTransitions.PARTIALLY_SHIPPING.some((item) => item === status))
  );
}

/** Units on the shelf and promised, over the whole marketplace. */
function units(world: World): { available: number; committed: number } {
  const stocks = [...world.products.all()].flatMap((product) => product.skus.flatMap((sku) => sku.stock));
  return {
    available: stocks.reduce((sum, stock) => sum + stock.available, 0),
    committed: stocks.reduce((sum, stock) => sum + stock.committed, 0),
  };
}

test('whatever buyers, sellers, carriers and time do, orders follow the table and no unit is lost or made', () => {
  const step = fc.record({ act: fc.constantFrom(...Object.keys(acts)), amount: fc.nat({ max: 60 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.nat({ max: 999_999 }), (steps, run) => {
      const seen: string[] = [];
      const world = buildWorld(app, new SandboxClock(new ManualClock(new Date(1_800_000_000_000))), { run, settings: {} }, (event) => {
        if (event.type === 1) seen.push(String(event.fields.order_status).replace(/^CANCEL$/, 'CANCELLED'));
      });
      stockShelves(world);
      const before = units(world);
      const order = placeOrder(world, { shopId: shop.id, payAfterMs: null });
      for (const { act, amount } of steps) {
        try {
          acts[act]?.(world, order, amount);
        } catch (error) {
          if (!(error instanceof Refusal) && !(error instanceof RangeError)) throw error;
        }
      }
      world.timeline.stop();
      const after = units(world);
      const open = order.lines.filter((line) => line.status !== 'CANCELLED' && line.shippedTime === undefined).length;
      const gone = order.lines.filter((line) => line.shippedTime !== undefined).length;
      expect(after).toEqual({ available: before.available - open - gone, committed: open });
      expect(seen.every((status, index) => index === 0 || mayFollow(seen[index - 1] ?? '', status))).toBe(true);
      const lineStatuses = order.lines.map((line) => line.status).filter((status) => status !== 'CANCELLED');
      const allowed = order.status === 'PARTIALLY_SHIPPING' ? ['AWAITING_SHIPMENT', 'AWAITING_COLLECTION'] : [order.status];
      expect(lineStatuses.every((status) => allowed.includes(status))).toBe(true);
      expect([...world.parcels.all()].every((parcel) => parcel.shipEffects <= 1)).toBe(true);
      expect(order.status === 'CANCELLED').toBe(order.lines.every((line) => line.status === 'CANCELLED'));
    }),
    { numRuns: 200 },
  );
});
