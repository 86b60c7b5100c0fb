import { type Answer, type Call, isObject, type JsonObject, numberField, objectField, queryList, shopOf } from './call.ts';
import { channelOf, marketOf } from './markets.ts';
import type { Parcel } from './model.ts';
import { parcelItems, recipientView } from './order-view.ts';
import { cutPage, keysetPage } from './paging.ts';
import { shownTracking } from './parcel-life.ts';
import { Refusal, wrong } from './refusal.ts';

const mostPackages = 50;

const isWaiting = ({ status }: Parcel): boolean => status === 'LOGISTICS_READY' || status === 'LOGISTICS_PICKUP_RETRY';

/** Status and tracking number of packages in one place. */
export function getPackageDetail(call: Call): Answer {
  const shop = shopOf(call);
  const found = queryList(call, 'package_number_list', mostPackages).flatMap((id) => {
    const parcel = call.world.parcels.get(id);
    return parcel?.shopId === shop.id ? [parcel] : [];
  });
  if (found.length === 0) throw new Refusal('error_not_found', 'Wrong parameters, detail: the package is not found.');
  return { response: { package_list: found.map((parcel) => packageView(call, parcel)) } };
}

function packageView(call: Call, parcel: Parcel): JsonObject {
  const { world } = call;
  const market = marketOf(shopOf(call).region);
  const order = world.orders.get(parcel.orderId);
  if (!order) throw new RangeError(`package ${parcel.id} has no order`);
  const canChange = order.status === 'READY_TO_SHIP' && parcel.arrangedTime === undefined;
  return {
    order_sn: order.id,
    package_number: parcel.id,
    fulfillment_status: parcel.status,
    update_time: parcel.updateTime,
    logistics_channel_id: parcel.channelId,
    shipping_carrier: channelOf(market.region, parcel.channelId).name,
    days_to_ship: Math.round(world.settings.shipWithinMs / 86_400_000),
    ship_by_date: order.payTime === undefined ? 0 : order.payTime + Math.floor(world.settings.shipWithinMs / 1000),
    tracking_number: shownTracking(world, parcel),
    pickup_done_time: parcel.pickupDoneTime ?? 0,
    is_split_up: order.isSplit,
    is_shipment_arranged: parcel.arrangedTime !== undefined,
    can_split_order: canChange && !order.isSplit && order.lines.length > 1,
    can_unsplit_order: canChange && order.isSplit,
    can_full_cancel_order: order.status === 'READY_TO_SHIP',
    can_partial_cancel_order: order.status === 'READY_TO_SHIP' && !order.isSplit,
    pending_terms: order.status === 'PENDING' ? ['SYSTEM_PENDING'] : [],
    item_list: parcelItems(parcel, order),
    recipient_address: recipientView(world, order, market),
  };
}

const parcelsOfShop = (call: Call): Parcel[] => [...call.world.parcels.all()].filter((parcel) => parcel.shopId === shopOf(call).id);

/** Packages that wait to be arranged; to be retired, yet answered. */
export function getShipmentList(call: Call): Answer {
  const page = keysetPage(parcelsOfShop(call).filter(isWaiting), (parcel) => parcel.updateTime, call);
  return {
    response: {
      order_list: page.items.map((parcel) => ({ order_sn: parcel.orderId, package_number: parcel.id })),
      more: page.more,
      next_cursor: page.nextCursor,
    },
  };
}

/** `package_status` 0 all, 1 pending, 2 to process, 3 processed. */
const byStatus: Readonly<Record<number, (parcel: Parcel) => boolean>> = {
  0: () => true,
  1: ({ status }) => status === 'LOGISTICS_NOT_START',
  2: isWaiting,
  3: ({ status }) => status === 'LOGISTICS_REQUEST_CREATED',
};

export function searchPackageList(call: Call): Answer {
  const { body } = call;
  const filter = objectField(body, 'filter') ?? {};
  const isMeant = byStatus[numberField(filter, 'package_status') ?? 2];
  if (!isMeant) throw wrong('package_status');
  const channels: unknown = filter.logistics_channel_ids ?? [];
  if (!Array.isArray(channels)) throw wrong('logistics_channel_ids');
  const found = parcelsOfShop(call).filter((parcel) => isMeant(parcel) && (channels.length === 0 || channels.includes(parcel.channelId)));
  const pagination = body.pagination;
  const size = isObject(pagination) ? numberField(pagination, 'page_size') : undefined;
  if (!isObject(pagination) || size === undefined || size < 1 || size > 100) throw wrong('pagination');
  const cursor = typeof pagination.cursor === 'string' ? pagination.cursor : '';
  const page = cutPage(found, (parcel) => parcel.updateTime, { size, cursor }, call.world.settings.shortPages);
  return {
    response: {
      packages_list: page.items.map((parcel) => ({
        order_sn: parcel.orderId,
        package_number: parcel.id,
        logistics_channel_id: parcel.channelId,
        product_location_id: '',
        is_shipment_arranged: parcel.arrangedTime !== undefined,
      })),
      pagination: { total_count: found.length, next_cursor: page.nextCursor, more: page.more },
    },
  };
}
