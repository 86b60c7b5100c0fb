import type { Money } from '@shopfleet/kernel';
import {
  type PlatformAddress,
  PlatformFailure,
  type PlatformOrder,
  type PlatformOrderLine,
  type PlatformPackage,
  readAmount,
} from '@shopfleet/platform-kit';
import { findMarketplace } from './marketplaces.ts';
import { lineStatusOf, orderStatusOf, packageStatusOf } from './order-status.ts';
import { parcelIdOf } from './parcel-ids.ts';
import { orderSchema, type WireAddress, type WireMoney, type WireOrder, type WireOrderItem, type WirePackage } from './wire/order.ts';

/** Reads one order of an answer. Throws `unexpected` with the reason when it cannot be understood. */
export function readWireOrder(raw: unknown): WireOrder {
  const order = orderSchema.safeParse(raw);
  if (order.success) return order.data;
  const where = order.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PlatformFailure('unexpected', `The order has another shape at: ${where}`, { cause: order.error });
}

/** Amazon's order as the hub's. Personal data are there when Amazon shows them, prices once the payment is authorised. */
export function mapOrder(order: WireOrder): PlatformOrder {
  const status = orderStatusOf(order);
  const externalStatus = order.fulfillment?.fulfillmentStatus ?? '';
  if (!status) throw new PlatformFailure('unexpected', `The order status ${externalStatus} is not known`);
  const { createdTime, lastUpdatedTime } = order;
  if (!createdTime || !lastUpdatedTime) throw new PlatformFailure('unexpected', 'The order does not say when it was made and changed');
  const currency = currencyOf(order);
  const packages = mapPackages(order);
  const address = mapAddress(order.recipient?.deliveryAddress);
  return {
    externalId: order.orderId,
    status,
    externalStatus,
    version: lastUpdatedTime.getTime(),
    isCancelRequested: status !== 'cancelled' && order.orderItems.some(isCancelWanted),
    isPlatformShipped: true,
    placedAt: createdTime,
    // Amazon does not say when a payment was authorised.
    paidAt: undefined,
    shipByAt: order.fulfillment?.shipByWindow?.latestDateTime,
    handOverByAt: undefined,
    cancelledAt: status === 'cancelled' ? lastUpdatedTime : undefined,
    buyerName: order.buyer?.buyerName || address?.name || '',
    buyerNote: giftMessages(order),
    address,
    total: toMoney(order.proceeds?.grandTotal, currency),
    subtotal: sumOf(order, 'ITEM', currency),
    shipping: sumOf(order, 'SHIPPING', currency),
    lines: order.orderItems.map((item) => mapLine(order, item, currency, packages)),
    packages,
  };
}

function mapLine(order: WireOrder, item: WireOrderItem, currency: string, packages: readonly PlatformPackage[]): PlatformOrderLine {
  const { asin, title, sellerSku, price } = item.product;
  const inParcels = packages.filter((parcel) => parcel.status !== 'cancelled' && parcel.externalLineIds.includes(item.orderItemId));
  return {
    externalId: item.orderItemId,
    // A listing is known by its seller code; the ASIN is the catalogue's page, shared with other sellers.
    externalProductId: sellerSku || asin,
    externalVariantId: sellerSku || asin,
    sellerCode: sellerSku,
    title,
    variantName: '',
    imageUrl: undefined,
    // A line whose units were all cancelled stays in sight.
    quantity: Math.max(1, item.quantityOrdered),
    unitPrice: price?.unitPrice ? toMoney(price.unitPrice, currency) : shareOf(item, currency),
    status: lineStatusOf(order, item),
    externalPackageId: inParcels.length === 1 ? inParcels[0]?.externalId : undefined,
  };
}

/** Parcels that go come before those that were cancelled: what is known of the order belongs to the former. */
function mapPackages(order: WireOrder): PlatformPackage[] {
  const parcels = order.packages.map((parcel) => ({
    externalId: parcelIdOf(order.orderId, parcel.packageReferenceId),
    status: packageStatusOf(parcel.packageStatus?.status ?? ''),
    carrierName: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    externalLineIds: [...new Set(parcel.packageItems.map(({ orderItemId }) => orderItemId))],
    ...partsOf(order, parcel),
  }));
  return parcels.toSorted((a, b) => Number(a.status === 'cancelled') - Number(b.status === 'cancelled'));
}

/** Units by line, when some line is in the parcel with fewer than all of its units. */
function partsOf(order: WireOrder, { packageItems }: WirePackage): { quantities: Readonly<Record<string, number>> } | undefined {
  const quantities: Record<string, number> = {};
  for (const { orderItemId, quantity } of packageItems) quantities[orderItemId] = (quantities[orderItemId] ?? 0) + quantity;
  const isPart = order.orderItems.some((item) => (quantities[item.orderItemId] ?? item.quantityOrdered) < item.quantityOrdered);
  return isPart ? { quantities } : undefined;
}

function isCancelWanted({ cancellation }: WireOrderItem): boolean {
  return cancellation?.cancellationRequest?.requester === 'BUYER' && !cancellation.cancellationExecution;
}

function giftMessages(order: WireOrder): string {
  const messages = order.orderItems.map(({ fulfillment }) => fulfillment?.packing?.giftOption?.giftMessage ?? '');
  return [...new Set(messages.filter((message) => message !== ''))].join('\n');
}

function mapAddress(address: WireAddress | undefined): PlatformAddress | undefined {
  if (!address) return undefined;
  const { addressLine1, addressLine2, addressLine3, companyName } = address;
  const mapped = {
    name: address.name,
    phone: address.phone,
    lines: [companyName, addressLine1, addressLine2, addressLine3].filter((line) => line !== ''),
    city: address.city || address.municipality || address.districtOrCounty,
    state: address.stateOrRegion,
    postalCode: address.postalCode,
    regionCode: address.countryCode,
  };
  const isEmpty = [mapped.name, ...mapped.lines, mapped.city, mapped.postalCode].every((part) => part === '');
  return isEmpty ? undefined : mapped;
}

/** Unpaid orders have no amounts: then the marketplace's currency counts. */
function currencyOf(order: WireOrder): string {
  const said = order.proceeds?.grandTotal ?? order.orderItems.find(({ product }) => product.price?.unitPrice)?.product.price?.unitPrice;
  return said?.currencyCode ?? findMarketplace(order.salesChannel?.marketplaceId ?? '')?.currency ?? 'XXX';
}

/** A sum of the order by its kind; where the order names none, of its lines. */
function sumOf(order: WireOrder, type: string, currency: string): Money {
  const ofOrder = order.proceeds?.breakdowns.filter((breakdown) => breakdown.type === type) ?? [];
  const ofLines = order.orderItems.flatMap(({ proceeds }) => proceeds?.breakdowns.filter((breakdown) => breakdown.type === type) ?? []);
  const amounts = (ofOrder.length > 0 ? ofOrder : ofLines).map(({ subtotal }) => toMoney(subtotal, currency).minor);
  return { minor: amounts.reduce((sum, minor) => sum + minor, 0), currency };
}

/** The line's own sum is for all its units. */
function shareOf(item: WireOrderItem, currency: string): Money {
  const sum = item.proceeds?.breakdowns.find(({ type }) => type === 'ITEM')?.subtotal;
  const { minor } = toMoney(sum, currency);
  return { minor: Math.round(minor / Math.max(1, item.quantityOrdered)), currency };
}

/** A missing amount is zero; one that is no number, or of another currency, makes the order unreadable rather than worth nothing. */
function toMoney(money: WireMoney | undefined, currency: string): Money {
  if (!money) return { minor: 0, currency };
  if (money.currencyCode !== currency) throw new PlatformFailure('unexpected', `The order mixes ${currency} and ${money.currencyCode}`);
  return readAmount(money.amount, currency);
}
