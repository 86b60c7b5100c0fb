import { HubError } from '@shopfleet/kernel';
import type { PlatformOrder, PlatformOrderLine } from '@shopfleet/platform-kit';
import { buyerKeyOf } from '../sync/index.ts';
import { cleanText } from './clean-text.ts';
import { stateHash } from './state-hash.ts';

const maxInteger = 2_147_483_647;

/** A marketplace's order as the columns of `orders` that the marketplace decides. */
export interface OrderRow {
  readonly external_id: string;
  readonly status: string;
  readonly external_status: string;
  readonly external_version: number;
  readonly is_cancel_requested: boolean;
  readonly is_platform_shipped: boolean;
  readonly placed_at: string;
  readonly paid_at: string | null;
  readonly ship_by_at: string | null;
  readonly hand_over_by_at: string | null;
  readonly cancelled_at: string | null;
  readonly buyer_name: string;
  readonly buyer_note: string;
  readonly buyer_key: string;
  readonly address: object;
  readonly currency: string;
  readonly total_minor: number;
  readonly subtotal_minor: number;
  readonly shipping_minor: number;
  readonly carrier_name: string;
  readonly unit_count: number;
  readonly sku_codes: readonly string[];
  readonly tracking_numbers: readonly string[];
  readonly state_hash: string;
}

export interface OrderLineRow {
  readonly external_id: string;
  readonly external_product_id: string;
  readonly external_variant_id: string;
  readonly seller_code: string;
  readonly title: string;
  readonly variant_name: string;
  readonly image_url: string | null;
  readonly quantity: number;
  readonly unit_price_minor: number;
  readonly status: PlatformOrderLine['status'];
  readonly external_package_id: string | null;
}

/** Throws `INVALID_REQUEST` for an order that no table could hold: it is parked with that reason, its neighbours go on. */
export function toOrderRow(order: PlatformOrder): OrderRow {
  requireOrder(order);
  const lines = order.lines.filter((line) => line.status !== 'cancelled');
  const parcels = order.packages.filter((parcel) => parcel.status !== 'cancelled');
  return {
    external_id: order.externalId,
    status: order.status,
    external_status: cleanText(order.externalStatus, 100),
    external_version: order.version,
    is_cancel_requested: order.isCancelRequested,
    is_platform_shipped: order.isPlatformShipped,
    placed_at: order.placedAt.toISOString(),
    paid_at: order.paidAt?.toISOString() ?? null,
    ship_by_at: order.shipByAt?.toISOString() ?? null,
    hand_over_by_at: order.handOverByAt?.toISOString() ?? null,
    cancelled_at: order.cancelledAt?.toISOString() ?? null,
    buyer_name: cleanText(order.buyerName, 500),
    buyer_note: cleanText(order.buyerNote),
    buyer_key: order.buyerAccount ? buyerKeyOf(order.buyerAccount) : '',
    address: order.address ? cleanAddress(order.address) : {},
    currency: order.total.currency,
    total_minor: order.total.minor,
    subtotal_minor: order.subtotal.minor,
    shipping_minor: order.shipping.minor,
    carrier_name: cleanText(parcels.map((parcel) => parcel.carrierName).find((name) => name !== '') ?? '', 200),
    unit_count: lines.reduce((sum, line) => sum + line.quantity, 0),
    sku_codes: unique(order.lines.map((line) => line.sellerCode)),
    tracking_numbers: unique(parcels.map((parcel) => parcel.trackingNumber)),
    state_hash: stateHash(order),
  };
}

export function toLineRow(line: PlatformOrderLine): OrderLineRow {
  return {
    external_id: line.externalId,
    external_product_id: cleanText(line.externalProductId, 200),
    external_variant_id: cleanText(line.externalVariantId, 200),
    seller_code: cleanText(line.sellerCode, 200),
    title: cleanText(line.title, 1_000),
    variant_name: cleanText(line.variantName, 500),
    image_url: line.imageUrl === undefined ? null : cleanText(line.imageUrl),
    quantity: line.quantity,
    unit_price_minor: line.unitPrice.minor,
    status: line.status,
    external_package_id: line.externalPackageId ?? null,
  };
}

function cleanAddress(address: NonNullable<PlatformOrder['address']>): object {
  return Object.fromEntries(
    Object.entries(address).map(([key, value]) => [
      key,
      typeof value === 'string' ? cleanText(value, 500) : value.map((line: string) => cleanText(line, 500)),
    ]),
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => cleanText(text, 200)).filter((text) => text !== ''))].sort();
}

function requireOrder(order: PlatformOrder): void {
  const problems: string[] = [];
  if (!isIdentifier(order.externalId)) problems.push('its id is not usable');
  if (!Number.isSafeInteger(order.version)) problems.push('its version is not a whole number');
  if (Number.isNaN(order.placedAt.getTime())) problems.push('it does not say when it was placed');
  const ids = order.lines.map((line) => line.externalId);
  if (!ids.every(isIdentifier) || new Set(ids).size !== ids.length) problems.push('its line ids are not usable');
  if (!order.lines.every((line) => Number.isInteger(line.quantity) && line.quantity > 0) || unitsOf(order) > maxInteger)
    problems.push('a quantity is not a positive whole number');
  const amounts = [order.total, order.subtotal, order.shipping, ...order.lines.map((line) => line.unitPrice)];
  if (!amounts.every((amount) => Number.isSafeInteger(amount.minor))) problems.push('an amount is too large');
  if (problems.length > 0) {
    throw new HubError('INVALID_REQUEST', {
      message: `The marketplace's order ${cleanText(order.externalId, 100)} cannot be kept: ${problems.join(', ')}`,
    });
  }
}

function unitsOf(order: PlatformOrder): number {
  return order.lines.reduce((sum, line) => sum + line.quantity, 0);
}

function isIdentifier(text: string): boolean {
  return text !== '' && text.length <= 200 && text === cleanText(text, 200);
}
