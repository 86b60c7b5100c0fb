import type { Order, OrderItem, Parcel } from './model.ts';
import type { World } from './world.ts';

/** Units of an item that count as shipped now. */
export const shippedUnits = (world: World, order: Order, item: OrderItem): number =>
  unitsIn(order, item, (parcel) => parcel.countsAtMs <= world.clock.nowMs());

/** Units of an item that are in some parcel, counted or not. */
export const packedUnits = (order: Order, item: OrderItem): number => unitsIn(order, item, () => true);

function unitsIn(order: Order, item: OrderItem, isMeant: (parcel: Parcel) => boolean): number {
  return order.parcels
    .filter((parcel) => parcel.status !== 'CANCELLED' && isMeant(parcel))
    .flatMap((parcel) => parcel.items)
    .reduce((sum, entry) => (entry.orderItemId === item.id ? sum + entry.quantity : sum), 0);
}
