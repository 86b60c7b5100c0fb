import type { Order, Parcel, ParcelItem } from './model.ts';
import type { World } from './world.ts';

/** A package of an order that waits to be arranged. */
export function createParcel(world: World, order: Order, items: readonly ParcelItem[]): Parcel {
  const parcel: Parcel = {
    id: world.identifiers.packageNumber(),
    orderId: order.id,
    shopId: order.shopId,
    channelId: order.channelId,
    items: items.map((item) => ({ ...item })),
    status: order.status === 'UNPAID' || order.status === 'PENDING' ? 'LOGISTICS_NOT_START' : 'LOGISTICS_READY',
    updateTime: world.clock.nowSeconds(),
    isTrackingAnnounced: false,
    documents: [],
    shipCalls: 0,
    shipEffects: 0,
    downloads: 0,
  };
  order.parcelIds.push(parcel.id);
  world.orders.save(order);
  return world.parcels.save(parcel);
}

const isGone = ({ status }: Parcel): boolean => status === 'LOGISTICS_REQUEST_CANCELED' || status === 'LOGISTICS_INVALID';

/** Every package an order ever had, oldest first. */
export const everyParcel = (world: World, order: Order): Parcel[] => order.parcelIds.flatMap((id) => world.parcels.get(id) ?? []);

/** The packages of an order that were neither cancelled nor replaced. */
export const liveParcels = (world: World, order: Order): Parcel[] => everyParcel(world, order).filter((parcel) => !isGone(parcel));

/** Push 30: where a package stands. */
export function moveParcel(world: World, parcel: Parcel, status: Parcel['status']): void {
  parcel.status = status;
  parcel.updateTime = world.clock.nowSeconds();
  world.parcels.save(parcel);
  world.emit({
    code: 30,
    shopId: parcel.shopId,
    fields: {
      ordersn: parcel.orderId,
      package_number: parcel.id,
      fulfillment_status: status,
      update_time: parcel.updateTime,
    },
  });
}
