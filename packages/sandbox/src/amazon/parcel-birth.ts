import type { Order, Parcel } from './model.ts';
import { rollUp, scheduleOrder } from './order-life.ts';
import type { Refusal } from './refusal.ts';
import { packedUnits } from './shipped-units.ts';
import type { World } from './world.ts';

type Items = Parcel['items'];

/** Refuses more units than were ordered; `own` are units that the parcel holds already. @throws what `refuse` makes */
export function requireUnits(order: Order, items: Items, own: Items, refuse: (message: string) => Refusal): void {
  const unitsOf = (list: Items, id: string): number =>
    list.reduce((sum, entry) => (entry.orderItemId === id ? sum + entry.quantity : sum), 0);
  for (const item of order.items) {
    const total = packedUnits(order, item) - unitsOf(own, item.id) + unitsOf(items, item.id);
    if (total > item.quantity) throw refuse(`Order item ${item.id}: ${total} units would be shipped and ${item.quantity} were ordered.`);
  }
}

/** The carrier scans some hours after the first parcel. */
export function startCarrier(world: World, order: Order): void {
  order.carrierAtMs = world.clock.nowMs() + world.settings.carrierScanMs;
}

/** The order's status follows once the units of a parcel count. */
export function settle(world: World, order: Order, countsAtMs: number): void {
  rollUp(world, order);
  scheduleOrder(world, order);
  if (countsAtMs > world.clock.nowMs()) scheduleSettling(world, order.id, countsAtMs);
}

export function scheduleSettling(world: World, orderId: string, countsAtMs: number): void {
  world.timeline.schedule(countsAtMs, () => {
    const order = world.orders.get(orderId);
    if (order) rollUp(world, order);
  });
}
