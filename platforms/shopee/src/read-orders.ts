import { PlatformFailure, type PlatformOrder, type ShopAccess } from '@shopfleet/platform-kit';
import { z } from 'zod';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { mapOrder, type OrderContext, readWireOrder } from './order-mapping.ts';
import { readPackages } from './read-packages.ts';
import type { ShopFacts } from './shop-facts.ts';
import { orderDetailsSchema, type WireOrder } from './wire/order.ts';

export const ordersPerCall = 50;

/** Everything beyond the eleven members that come unasked. */
const optionalFields = [
  'buyer_username',
  'buyer_cancel_reason',
  'estimated_shipping_fee',
  'actual_shipping_fee',
  'actual_shipping_fee_confirmed',
  'recipient_address',
  'item_list',
  'pay_time',
  'split_up',
  'fulfillment_flag',
  'pickup_done_time',
  'package_list',
  'shipping_carrier',
  'total_amount',
].join(',');

/** Orders as they came, at most 50 a call; ids that the shop does not have are left out. */
export async function fetchRawOrders(client: ShopeeClient, access: ShopAccess, ids: readonly string[]): Promise<readonly unknown[]> {
  const query = { order_sn_list: ids.join(','), response_optional_fields: optionalFields, request_order_status_pending: 'true' };
  try {
    return (await client.call(access, endpoints.getOrders, { query, data: orderDetailsSchema })).order_list;
  } catch (error) {
    if (error instanceof PlatformFailure && error.kind === 'not-found') return [];
    throw error;
  }
}

/** One order as Shopee shows it. Throws `not-found`. */
export async function fetchWireOrder(client: ShopeeClient, access: ShopAccess, externalOrderId: string): Promise<WireOrder> {
  const [raw] = await fetchRawOrders(client, access, [externalOrderId]);
  if (raw === undefined) throw new PlatformFailure('not-found', 'Shopee does not show this order');
  return readWireOrder(raw);
}

export interface Readings {
  readonly orders: readonly PlatformOrder[];
  readonly unreadable: readonly { externalId: string; reason: string }[];
}

/** Reads what can be read; the rest is named with its reason, so that one strange order does not stop the others. */
export async function readOrders(client: ShopeeClient, facts: ShopFacts, access: ShopAccess, raw: readonly unknown[]): Promise<Readings> {
  const unreadable: { externalId: string; reason: string }[] = [];
  const each = <T, R>(items: readonly T[], idOf: (item: T) => string, read: (item: T) => R): R[] =>
    items.flatMap((item) => {
      try {
        return [read(item)];
      } catch (error) {
        if (!(error instanceof PlatformFailure)) throw error;
        unreadable.push({ externalId: idOf(item), reason: error.message });
        return [];
      }
    });
  const wire = each(raw, snOf, readWireOrder);
  const context = await readContext(client, facts, access, wire);
  return {
    orders: each(
      wire,
      (order) => order.order_sn,
      (order) => mapOrder(order, context),
    ),
    unreadable,
  };
}

function snOf(raw: unknown): string {
  const named = z.object({ order_sn: z.string() }).safeParse(raw);
  return named.success ? named.data.order_sn : '';
}

const withoutNumber: ReadonlySet<string> = new Set([
  'LOGISTICS_NOT_START',
  'LOGISTICS_PENDING_ARRANGE',
  'LOGISTICS_READY',
  'LOGISTICS_INVALID',
]);

/** Tracking numbers are not in the order: those of arranged packages are asked for. */
async function readContext(
  client: ShopeeClient,
  facts: ShopFacts,
  access: ShopAccess,
  orders: readonly WireOrder[],
): Promise<OrderContext> {
  const parcels = orders.flatMap((order) => order.package_list);
  const arranged = parcels.filter((parcel) => parcel.package_number !== '' && !withoutNumber.has(parcel.logistics_status));
  const [details, channels] = await Promise.all([
    readPackages(client, access, [...new Set(arranged.map((parcel) => parcel.package_number))]),
    parcels.length > 0 ? facts.channels(access) : [],
  ]);
  return {
    trackingNumbers: new Map(details.map((parcel) => [parcel.package_number, parcel.tracking_number])),
    sellerChannels: new Set(
      channels.filter((channel) => channel.logistics_capability?.seller_logistics).map((channel) => channel.logistics_channel_id),
    ),
  };
}
