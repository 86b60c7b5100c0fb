import { addMoney, type Money } from '@shopfleet/kernel';
import {
  type OrderStatus,
  type PlatformAddress,
  PlatformFailure,
  type PlatformOrder,
  type PlatformOrderLine,
  type PlatformPackage,
  readAmount,
} from '@shopfleet/platform-kit';
import { lineIdOf, unitsLeft, variantIdOf } from './line-id.ts';
import { orderStatusOf, packageStatusOf } from './order-status.ts';
import { orderSchema, type WireAddress, type WireOrder, type WireOrderItem, type WireOrderPackage } from './wire/order.ts';

/** What an order does not say itself. */
export interface OrderContext {
  /** By package number; the order's own list of packages lacks them. */
  readonly trackingNumbers: ReadonlyMap<string, string>;
  /** Channels whose parcels the seller brings himself. */
  readonly sellerChannels: ReadonlySet<string>;
}

/** Reads one order of an answer. Throws `unexpected` with the reason when it cannot be understood. */
export function readWireOrder(raw: unknown): WireOrder {
  const order = orderSchema.safeParse(raw);
  if (order.success) return order.data;
  const where = order.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PlatformFailure('unexpected', `The order has another shape at: ${where}`, { cause: order.error });
}

/** Shopee's order as the hub's: money in minor units, personal data as masked as it came. */
export function mapOrder(order: WireOrder, context: OrderContext): PlatformOrder {
  const packages = order.package_list.filter((parcel) => parcel.package_number !== '').map((parcel) => mapPackage(parcel, order, context));
  const status = orderStatusOf(order.order_status, {
    packages: packages.map((parcel) => parcel.status),
    wasPickedUp: order.pickup_done_time !== undefined,
    isShopeesToShip: order.fulfillment_flag === 'fulfilled_by_shopee' || order.advance_package,
  });
  if (!status) throw new PlatformFailure('unexpected', `The order status ${order.order_status} is not known`);
  const currency = order.currency || 'XXX';
  const lines = order.item_list.map((item) => mapLine(item, { currency, status, packages }));
  const subtotal = lines.reduce((sum, line) => addMoney(sum, timesMoney(line.unitPrice, line.quantity)), readAmount(undefined, currency));
  const address = mapAddress(order.recipient_address ?? undefined);
  const isCancelRequested = order.order_status === 'IN_CANCEL';
  return {
    externalId: order.order_sn,
    status,
    externalStatus: order.order_status,
    version: versionOf(order, status, { lines, packages, isCancelRequested }),
    isCancelRequested,
    isPlatformShipped: !order.package_list.some((parcel) => context.sellerChannels.has(parcel.logistics_channel_id)),
    placedAt: order.create_time ?? new Date(0),
    paidAt: order.pay_time,
    shipByAt: order.ship_by_date,
    handOverByAt: order.ship_by_date,
    // There is no instant of its own; a cancelled order does not change any more.
    cancelledAt: status === 'cancelled' ? order.update_time : undefined,
    buyerName: order.recipient_address?.name || order.buyer_username,
    buyerNote: order.message_to_seller,
    address,
    // The total comes once the order is paid.
    total: order.total_amount === undefined || Number(order.total_amount) === 0 ? subtotal : readAmount(order.total_amount, currency),
    subtotal,
    shipping: readAmount(order.actual_shipping_fee_confirmed ? order.actual_shipping_fee : order.estimated_shipping_fee, currency),
    lines,
    packages,
  };
}

const orderPath: readonly OrderStatus[] = [
  'unpaid',
  'on_hold',
  'to_arrange',
  'to_hand_over',
  'partially_shipped',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
];

/**
 * Shopee counts in whole seconds, and an order can be paid and arranged within one. How far it got is the rest of the number: status,
 * settled lines, tracking numbers (they may come without a new instant), then the wish to cancel, and after it the answer.
 */
function versionOf(
  order: WireOrder,
  status: OrderStatus,
  { lines, packages, isCancelRequested }: Pick<PlatformOrder, 'lines' | 'packages' | 'isCancelRequested'>,
): number {
  const atMs = (order.update_time ?? order.create_time ?? new Date(0)).getTime();
  const settled = lines.filter((line) => line.status !== 'open').length;
  const isTracked = packages.length > 0 && packages.every((parcel) => parcel.trackingNumber !== '');
  const wish = isCancelRequested ? 1 : order.buyer_cancel_reason === '' ? 0 : 2;
  return atMs + orderPath.indexOf(status) * 100 + Math.min(settled, 15) * 6 + (isTracked ? 3 : 0) + wish;
}

const timesMoney = ({ minor, currency }: Money, count: number): Money => ({ minor: minor * count, currency });

function mapPackage(parcel: WireOrderPackage, order: WireOrder, { trackingNumbers }: OrderContext): PlatformPackage {
  const status = packageStatusOf(parcel.logistics_status);
  if (!status) throw new PlatformFailure('unexpected', `The package status ${parcel.logistics_status} is not known`);
  return {
    externalId: parcel.package_number,
    status,
    carrierName: parcel.shipping_carrier,
    trackingNumber: trackingNumbers.get(parcel.package_number) ?? '',
    externalLineIds: [...new Set(parcel.item_list.map(lineIdOf))],
    ...partsOf(parcel, order),
  };
}

/** How many units of a line lie in a parcel that does not hold all of them. */
function partsOf(parcel: WireOrderPackage, order: WireOrder): Pick<PlatformPackage, 'quantities'> {
  const wanted = new Map(order.item_list.map((item) => [lineIdOf(item), unitsLeft(item)]));
  const parts = parcel.item_list.flatMap((item) => {
    const id = lineIdOf(item);
    return item.model_quantity > 0 && item.model_quantity < (wanted.get(id) ?? 0) ? [[id, item.model_quantity] as const] : [];
  });
  return parts.length > 0 ? { quantities: Object.fromEntries(parts) } : {};
}

const goneOut: ReadonlySet<string> = new Set(['to_hand_over', 'in_transit', 'delivered']);
const goneOrders: ReadonlySet<OrderStatus> = new Set(['to_hand_over', 'shipped', 'delivered', 'completed']);

function mapLine(
  item: WireOrderItem,
  { currency, status, packages }: { currency: string; status: OrderStatus; packages: readonly PlatformPackage[] },
): PlatformOrderLine {
  const externalId = lineIdOf(item);
  const parcels = packages.filter((parcel) => parcel.externalLineIds.includes(externalId));
  const left = unitsLeft(item);
  const isGone = parcels.length > 0 ? parcels.every((parcel) => goneOut.has(parcel.status)) : goneOrders.has(status);
  return {
    externalId,
    externalProductId: item.item_id,
    externalVariantId: variantIdOf(item.item_id, item.model_id),
    sellerCode: item.model_sku || item.item_sku,
    title: item.item_name,
    variantName: item.model_name,
    imageUrl: item.image_info?.image_url || undefined,
    quantity: left > 0 ? left : item.model_quantity_purchased,
    unitPrice: readAmount(priceOf(item), currency),
    status: status === 'cancelled' || left <= 0 ? 'cancelled' : isGone ? 'shipped' : 'open',
    externalPackageId: parcels[0]?.externalId,
  };
}

/** A bundle shows its parts for nothing: their list price is nearer to the truth. A gift really costs nothing. */
function priceOf({ model_discounted_price: paid, model_original_price: listed, promotion_type }: WireOrderItem): string | undefined {
  const isBundled = promotion_type === 'bundle_deal' && Number(paid ?? 0) === 0;
  return isBundled ? listed : (paid ?? listed);
}

function mapAddress(address: WireAddress | undefined): PlatformAddress | undefined {
  if (!address) return undefined;
  const { name, phone, town, district, full_address, city, state, zipcode, region } = address;
  const parts = [name, phone, town, district, full_address, city, zipcode];
  // Members that are not known come as empty texts.
  if (parts.every((part) => part === '')) return undefined;
  const lines = [full_address, [town, district].filter((part) => part !== '').join(', ')].filter((line) => line !== '');
  return { name, phone, lines, city: city || district, state, postalCode: zipcode, regionCode: region };
}
