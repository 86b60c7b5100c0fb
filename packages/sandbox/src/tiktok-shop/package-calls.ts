import { type Answer, type Call, isObject, objectList, orderOf, param, parcelOf, shopOf, textField } from './call.ts';
import type { Parcel } from './model.ts';
import { parcelDetail, parcelSummary } from './package-view.ts';
import { isWithin, pageOf, sortByTime, timeRange } from './paging.ts';
import { missing, Refusal } from './refusal.ts';
import { shipWithBody } from './ship-parcel.ts';

const searchableStatuses = ['PROCESSING', 'FULFILLING', 'COMPLETED', 'CANCELLED'];

export function searchPackages(call: Call): Answer {
  const { world, query, body, shop } = call;
  const created = timeRange(body, 'create_time_ge', 'create_time_lt');
  const updated = timeRange(body, 'update_time_ge', 'update_time_lt');
  const status = textField(body, 'package_status');
  if (status !== undefined && !searchableStatuses.includes(status)) throw missing('package_status');
  const isWanted = (parcel: Parcel): boolean =>
    (shop ? parcel.shopId === shop.id : world.shops.get(parcel.shopId)?.sellerId === call.seller.id) &&
    (status === undefined || parcel.status === status) &&
    isWithin(created, parcel.createTime) &&
    isWithin(updated, parcel.updateTime);
  const paid = (parcel: Parcel): number => world.orders.get(parcel.orderIds[0] ?? '')?.paidTime ?? 0;
  const times = {
    create_time: (parcel: Parcel) => parcel.createTime,
    update_time: (parcel: Parcel) => parcel.updateTime,
    order_pay_time: paid,
  };
  const sorted = sortByTime([...world.parcels.all()].filter(isWanted), query, times, { field: 'create_time', order: 'DESC' });
  const page = pageOf(sorted, query, body, { maxSize: 50 });
  return {
    packages: page.items.map((parcel) => parcelSummary(world, parcel)),
    next_page_token: page.next_page_token,
    total_count: page.total_count,
  };
}

export function getPackage(call: Call): Answer {
  return parcelDetail(call.world, shopOf(call), parcelOf(call, param(call)));
}

export function shipPackage(call: Call): Answer {
  shipWithBody(call.world, shopOf(call), parcelOf(call, param(call)), call.body);
  return undefined;
}

/** Answers code 0 even when single packages fail: those are named in `errors`. */
export function shipPackages(call: Call): Answer {
  const errors = [];
  for (const item of objectList(call.body, 'packages')) {
    const id = textField(item, 'id') ?? '';
    try {
      shipWithBody(call.world, shopOf(call), parcelOf(call, id), item);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push({ code: error.code, message: error.message, detail: { package_id: id } });
    }
  }
  return errors.length > 0 ? { errors } : undefined;
}

/** Tomorrow and the day after, 9–13 and 13–17 o'clock UTC. */
export function getHandoverTimeSlots(call: Call): Answer {
  parcelOf(call, param(call));
  const daySeconds = 86_400;
  const today = Math.floor(call.world.clock.nowSeconds() / daySeconds) * daySeconds;
  const slots = [1, 2].flatMap((days) =>
    [9, 13].map((hour) => {
      const start = today + days * daySeconds + hour * 3_600;
      return { start_time: start, end_time: start + 4 * 3_600, avaliable: true };
    }),
  );
  return {
    can_pickup: true,
    can_drop_off: true,
    can_van_collection: shopOf(call).region === 'GB' ? true : undefined,
    drop_off_point_url: 'https://example.com/drop-off-points',
    pickup_slots: slots,
  };
}

export function getTracking(call: Call): Answer {
  const order = orderOf(call, param(call));
  const step = (time: number | undefined, action: string, description: string) =>
    time === undefined ? [] : [{ description, update_time_millis: time * 1000, action_code: action }];
  return {
    tracking: [
      ...step(order.deliveredTime, 'delivered', 'Your package was delivered'),
      ...step(order.collectedTime, 'picked_up', 'The carrier collected your package'),
      ...step(order.shippedTime, 'ready_to_ship', 'The seller is preparing your package'),
    ],
  };
}

/** Own-fleet reports are checked and accepted without effect on the order. */
export function deliverPackages(call: Call): Answer {
  for (const item of objectList(call.body, 'packages')) {
    if (!isObject(item)) throw missing('packages');
    parcelOf(call, textField(item, 'id') ?? '');
  }
  return undefined;
}
