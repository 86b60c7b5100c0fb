import { createHash } from 'node:crypto';
import { type Answer, type Call, objectList, orderOf, param, parcelOf, requiredText, shopOf, textList } from './call.ts';
import type { Order, Parcel, Shop } from './model.ts';
import { pageOf } from './paging.ts';
import { announceParcels, closeParcel, createParcel, parcelsOf } from './parcel-birth.ts';
import { missing, Refusal } from './refusal.ts';
import type { World } from './world.ts';

interface Combinable {
  readonly id: string;
  readonly orders: readonly Order[];
}

const mostOrdersInPackage = 20;

const isFree = (order: Order): boolean =>
  order.status === 'AWAITING_SHIPMENT' &&
  order.splitTag === undefined &&
  order.shippingType === 'TIKTOK' &&
  order.requestCancelTime === undefined;

/** Waiting orders of one buyer to one address; the id of the package-to-be follows from the orders. */
function combinablePackages(world: World, shop: Shop): Combinable[] {
  const groups = new Map<string, Order[]>();
  for (const order of world.orders.all()) {
    if (order.shopId !== shop.id || !isFree(order)) continue;
    const key = `${order.buyerId} ${JSON.stringify(order.recipient)}`;
    groups.set(key, [...(groups.get(key) ?? []), order]);
  }
  return [...groups.values()]
    .filter((orders) => orders.length > 1)
    .map((orders) => {
      const chosen = orders.slice(0, mostOrdersInPackage);
      return { id: packageIdFor(chosen.map((order) => order.id)), orders: chosen };
    });
}

function packageIdFor(orderIds: readonly string[]): string {
  const digest = createHash('sha256').update(orderIds.join(',')).digest();
  return `115${String(digest.readBigUInt64BE() % 10n ** 16n).padStart(16, '0')}`;
}

export function searchCombinable(call: Call): Answer {
  const page = pageOf(combinablePackages(call.world, shopOf(call)), call.query, call.body, { maxSize: 50 });
  return {
    combinable_packages: page.items.map((item) => ({ id: item.id, order_ids: item.orders.map((order) => order.id) })),
    next_page_token: page.next_page_token,
    total_count: page.total_count,
  };
}

export function combinePackages(call: Call): Answer {
  const packages = [];
  const errors = [];
  for (const item of objectList(call.body, 'combinable_packages')) {
    const orderIds = textList(item, 'order_ids') ?? [];
    try {
      const parcel = combine(call, requiredText(item, 'id'), orderIds);
      packages.push({ id: parcel.id, order_ids: parcel.orderIds });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push({ code: error.code, message: error.message, detail: { order_ids: orderIds } });
    }
  }
  return { packages, ...(errors.length > 0 ? { errors } : {}) };
}

function combine(call: Call, id: string, orderIds: readonly string[]): Parcel {
  const { world } = call;
  const orders = orderIds.map((orderId) => orderOf(call, orderId));
  const isOffered = combinablePackages(world, shopOf(call)).some(
    (item) => item.id === id && orders.every((order) => item.orders.includes(order)),
  );
  if (orders.length < 2 || !isOffered) throw new Refusal(21011036, 'These orders cannot share a package');
  for (const order of orders) for (const parcel of parcelsOf(world, order)) closeParcel(world, parcel);
  const lineIds = orders.flatMap((order) => order.lines.filter((line) => line.status !== 'CANCELLED').map((line) => line.id));
  for (const order of orders) Object.assign(order, { splitTag: 'COMBINED', updateTime: world.clock.nowSeconds() });
  const parcel = createParcel(world, orders, lineIds, 'COMBINE', id);
  announceParcels(world, parcel.shopId, 'COMBINE', [parcel]);
  return parcel;
}

/** Takes orders out of a shared package; each gets one of its own, and so does a last order left behind. */
export function uncombinePackage(call: Call): Answer {
  const { world } = call;
  const parcel = parcelOf(call, param(call));
  const leaving = textList(call.body, 'order_ids') ?? [];
  if (leaving.length === 0) throw missing('order_ids');
  if (parcel.tag !== 'COMBINE' || parcel.status !== 'TO_FULFILL') throw new Refusal(21011046, 'The package is not a waiting shared one');
  if (leaving.some((id) => !parcel.orderIds.includes(id))) throw new Refusal(21011048, 'An order is not in this package');
  const staying = parcel.orderIds.filter((id) => !leaving.includes(id));
  const alone = staying.length === 1 ? parcel.orderIds : leaving;
  if (staying.length > 1) {
    parcel.orderIds = staying;
    parcel.lineIds = parcel.lineIds.filter((lineId) =>
      staying.some((id) => world.orders.get(id)?.lines.some((line) => line.id === lineId)),
    );
    world.parcels.save(parcel);
  } else closeParcel(world, parcel);
  const freed = alone.map((id) => ownPackage(call, id));
  const result = staying.length > 1 ? [parcel, ...freed] : freed;
  announceParcels(world, parcel.shopId, 'CANCEL_COMBINE', result);
  return { packages: result.map((item) => ({ id: item.id, order_ids: item.orderIds })) };
}

function ownPackage(call: Call, orderId: string): Parcel {
  const order = orderOf(call, orderId);
  delete order.splitTag;
  order.updateTime = call.world.clock.nowSeconds();
  const lineIds = order.lines.filter((line) => line.status !== 'CANCELLED').map((line) => line.id);
  return createParcel(call.world, [order], lineIds, 'DEFAULT');
}
