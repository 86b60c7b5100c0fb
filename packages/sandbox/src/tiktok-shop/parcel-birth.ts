import type { Order, Parcel } from './model.ts';
import type { World } from './world.ts';

/** A package that waits to be shipped, over these lines; the lines learn its id. */
export function createParcel(world: World, orders: readonly Order[], lineIds: readonly string[], tag: Parcel['tag'], id?: string): Parcel {
  const now = world.clock.nowSeconds();
  const first = orders[0];
  if (!first) throw new RangeError('a package needs an order');
  const parcel: Parcel = {
    id: id ?? world.identifiers.next('package'),
    shopId: first.shopId,
    orderIds: orders.map((order) => order.id),
    lineIds: [...lineIds],
    status: 'TO_FULFILL',
    subStatus: 'CREATED',
    tag,
    createTime: now,
    updateTime: now,
    corrections: 0,
    shipCalls: 0,
    shipEffects: 0,
    documentCalls: 0,
  };
  for (const order of orders) {
    for (const line of order.lines) if (lineIds.includes(line.id)) line.packageId = parcel.id;
    world.orders.save(order);
  }
  return world.parcels.save(parcel);
}

/** The packages of an order that were not cancelled, in the order of its lines. */
export function parcelsOf(world: World, order: Order): Parcel[] {
  const ids = new Set(order.lines.flatMap((line) => (line.packageId && line.status !== 'CANCELLED' ? [line.packageId] : [])));
  return [...ids].flatMap((id) => world.parcels.get(id) ?? []);
}

export function closeParcel(world: World, parcel: Parcel): void {
  parcel.status = 'CANCELLED';
  parcel.updateTime = world.clock.nowSeconds();
  world.parcels.save(parcel);
}

/** Event 4: packages got new ids. */
export function announceParcels(world: World, shopId: string, kind: string, parcels: readonly Parcel[], role = 'ROLE_SELLER'): void {
  world.emit({
    shopId,
    type: 4,
    fields: {
      sc_type: kind,
      role_type: role,
      package_list: parcels.map((parcel) => ({ package_id: parcel.id, order_id_list: parcel.orderIds })),
      update_time: world.clock.nowSeconds(),
    },
  });
}
