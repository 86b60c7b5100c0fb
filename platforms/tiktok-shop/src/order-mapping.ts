import {
  type OrderStatus,
  type PlatformAddress,
  PlatformFailure,
  type PlatformOrder,
  type PlatformOrderLine,
  type PlatformPackage,
  readAmount,
} from '@shopfleet/platform-kit';
import { lineStatusOf, orderStatusOf, packageStatusFromOrder, packageStatusOf } from './order-status.ts';
import { orderSchema, type WireAddress, type WireOrder, type WireOrderLine } from './wire/order.ts';

/** Reads one order of an answer. Throws `unexpected` with the reason when it cannot be understood. */
export function readOrder(raw: unknown): PlatformOrder {
  const order = orderSchema.safeParse(raw);
  if (order.success) return mapOrder(order.data);
  const where = order.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PlatformFailure('unexpected', `The order has another shape at: ${where}`, { cause: order.error });
}

/** TikTok Shop's order as the hub's: one line per unit, money in minor units, personal data as masked as it came. */
export function mapOrder(order: WireOrder): PlatformOrder {
  const status = orderStatusOf(order.status);
  if (!status) throw new PlatformFailure('unexpected', `The order status ${order.status} is not known`);
  const currency = order.payment?.currency || order.line_items[0]?.currency || 'XXX';
  const amount = (text: string | null | undefined) => readAmount(text, currency);
  const onlyPackage = order.packages.length === 1 ? order.packages[0]?.id : undefined;
  const lines = order.line_items.map((line) => mapLine(line, currency, onlyPackage));
  return {
    externalId: order.id,
    status,
    externalStatus: order.status,
    version: versionOf(order, status, lines),
    isCancelRequested: order.is_buyer_request_cancel,
    isPlatformShipped: order.shipping_type !== 'SELLER',
    placedAt: order.create_time ?? new Date(0),
    paidAt: order.paid_time,
    shipByAt: order.rts_sla_time,
    handOverByAt: order.tts_sla_time,
    cancelledAt: order.cancel_time,
    buyerName: order.recipient_address?.name || order.buyer_nickname,
    buyerNote: order.buyer_message,
    address: mapAddress(order.recipient_address ?? undefined),
    total: amount(order.payment?.total_amount),
    subtotal: amount(order.payment?.sub_total),
    shipping: amount(order.payment?.shipping_fee),
    lines,
    packages: mapPackages(order, lines),
  };
}

const orderPath: readonly OrderStatus[] = [
  'unpaid',
  'on_hold',
  'to_arrange',
  'partially_shipped',
  'to_hand_over',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
];

/**
 * TikTok Shop counts in whole seconds, and an order can be paid and shipped within one. How far it got is the rest of the number, so
 * that the later of two states of one second is the newer version: status, then lines that are settled. The wish to cancel comes and
 * goes, so it has no place in it.
 */
function versionOf(order: WireOrder, status: OrderStatus, lines: readonly PlatformOrderLine[]): number {
  const atMs = (order.update_time ?? order.create_time ?? new Date(0)).getTime();
  const settled = lines.filter((line) => line.status !== 'open').length;
  return atMs + orderPath.indexOf(status) * 100 + Math.min(settled, 99);
}

function mapLine(line: WireOrderLine, currency: string, onlyPackage: string | undefined): PlatformOrderLine {
  return {
    externalId: line.id,
    externalProductId: line.product_id ?? '',
    externalVariantId: line.sku_id ?? '',
    sellerCode: line.seller_sku,
    title: line.product_name,
    variantName: line.sku_name,
    imageUrl: line.sku_image || undefined,
    quantity: 1,
    unitPrice: readAmount(line.sale_price ?? line.original_price, line.currency || currency),
    status: lineStatusOf(line.display_status),
    externalPackageId: line.package_id || onlyPackage,
  };
}

/** One package for each id that the order or its lines name: an order may be split, and a package may hold lines of other orders. */
function mapPackages(order: WireOrder, lines: readonly PlatformOrderLine[]): PlatformPackage[] {
  const named = [...order.packages.map(({ id }) => id), ...lines.flatMap((line) => line.externalPackageId ?? [])];
  return [...new Set(named)].map((externalId) => {
    const ids = lines.filter((line) => line.externalPackageId === externalId).map((line) => line.externalId);
    const wire = order.line_items.find((line) => ids.includes(line.id) && line.display_status !== 'CANCELLED');
    const status =
      packageStatusOf(wire?.package_status ?? '') ??
      packageStatusFromOrder(orderStatusOf(wire?.display_status ?? '') ?? orderStatusOf(order.status) ?? 'to_arrange');
    const isAlone = order.packages.length <= 1;
    return {
      externalId,
      status: ids.length > 0 && !wire ? 'cancelled' : status,
      carrierName: wire?.shipping_provider_name || (isAlone ? order.shipping_provider : ''),
      trackingNumber: wire?.tracking_number || (isAlone ? order.tracking_number : ''),
      externalLineIds: ids,
    };
  });
}

function mapAddress(address: WireAddress | undefined): PlatformAddress | undefined {
  if (!address) return undefined;
  const level = (wanted: RegExp) => address.district_info.find((part) => wanted.test(part.address_level_name))?.address_name;
  const given = [address.address_line1, address.address_line2, address.address_line3, address.address_line4].filter((line) => line !== '');
  const lines = given.length > 0 ? given : [address.address_detail || address.full_address].filter((line) => line !== '');
  const mapped = {
    name: address.name,
    phone: address.phone_number,
    lines,
    city: level(/city|town/i) ?? address.post_town,
    state: level(/state|province/i) ?? address.district_info.find((part) => part.address_level === 'L1')?.address_name ?? '',
    postalCode: address.postal_code,
    regionCode: address.region_code,
  };
  // Old and unpaid orders come with an address whose members are all empty.
  const isEmpty = [mapped.name, mapped.phone, ...lines, mapped.city, mapped.postalCode].every((part) => part === '');
  return isEmpty ? undefined : mapped;
}
