import { addMoney, type Money } from '@shopfleet/kernel';
import { type PlatformAddress, PlatformFailure, type PlatformOrder, type PlatformOrderLine } from '@shopfleet/platform-kit';
import { toMoney } from './amounts.ts';
import { lineStatusOf, orderStatusOf } from './order-status.ts';
import { mapPackage } from './packages.ts';
import { orderSchema, type WireFulfilment, type WireInstruction, type WireOrder, type WireOrderLine } from './wire/order.ts';

/** Reads one order of an answer. Throws `unexpected` with the reason when it cannot be understood. */
export function readWireOrder(raw: unknown): WireOrder {
  const order = orderSchema.safeParse(raw);
  if (order.success) return order.data;
  const where = order.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PlatformFailure('unexpected', `The order has another shape at: ${where}`, { cause: order.error });
}

/** eBay's order as the hub's, with the packages that were told to eBay. */
export function mapOrder(order: WireOrder, fulfilments: readonly WireFulfilment[]): PlatformOrder {
  const cancel = order.cancelStatus?.cancelState ?? '';
  const words = [order.orderFulfillmentStatus, order.orderPaymentStatus, cancel].filter((word) => word !== '' && word !== 'NONE_REQUESTED');
  const status = orderStatusOf({ fulfilment: order.orderFulfillmentStatus, payment: order.orderPaymentStatus, cancel });
  if (!status) throw new PlatformFailure('unexpected', `The order status ${words.join(' ')} is not known`);
  const { pricingSummary: prices } = order;
  const currency = prices?.total?.currency ?? order.lineItems[0]?.lineItemCost?.currency ?? 'XXX';
  const packages = fulfilments.map((fulfilment) => mapPackage(order.orderId, fulfilment));
  const packageOf = (lineId: string) => packages.find(({ externalLineIds }) => externalLineIds.includes(lineId))?.externalId;
  const contact = contactOf(order);
  return {
    externalId: order.orderId,
    status,
    externalStatus: words.join(' '),
    version: (order.lastModifiedDate ?? order.creationDate ?? new Date(0)).getTime(),
    isCancelRequested: isCancelRequested(order),
    isPlatformShipped: isShippedByEbay(order),
    placedAt: order.creationDate ?? new Date(0),
    paidAt: order.paymentSummary?.payments.find(({ paymentStatus }) => paymentStatus === 'PAID')?.paymentDate,
    shipByAt: earliest(order.lineItems.map((line) => line.lineItemFulfillmentInstructions?.shipByDate)),
    handOverByAt: undefined,
    cancelledAt: order.cancelStatus?.cancelledDate,
    buyerName: contact?.shipTo?.fullName || order.buyer?.username || '',
    buyerNote: order.buyerCheckoutNotes,
    ...(order.buyer?.username ? { buyerAccount: order.buyer.username } : {}),
    address: mapAddress(contact),
    total: toMoney(prices?.total, currency),
    subtotal: toMoney(prices?.priceSubtotal, currency),
    shipping: addMoney(toMoney(prices?.deliveryCost, currency), toMoney(prices?.deliveryDiscount, currency)),
    lines: order.lineItems.map((line) =>
      mapLine(line, { currency, isCancelled: status === 'cancelled', packageId: packageOf(line.lineItemId) }),
    ),
    packages,
  };
}

/** A cancellation under way stops the order, unless every request for it was decided. */
function isCancelRequested({ cancelStatus }: WireOrder): boolean {
  if (cancelStatus?.cancelState !== 'IN_PROGRESS') return false;
  const { cancelRequests } = cancelStatus;
  return cancelRequests.length === 0 || cancelRequests.some(({ cancelRequestState }) => cancelRequestState === 'REQUESTED');
}

/** Orders that eBay sends out of its own house. */
export function isShippedByEbay(order: WireOrder): boolean {
  const type = order.fulfillmentStartInstructions[0]?.fulfillmentInstructionsType;
  return type === 'FULFILLED_BY_EBAY' || order.program?.fulfillmentProgram?.fulfilledBy === 'EBAY';
}

interface LineContext {
  readonly currency: string;
  readonly isCancelled: boolean;
  readonly packageId: string | undefined;
}

function mapLine(line: WireOrderLine, { currency, isCancelled, packageId }: LineContext): PlatformOrderLine {
  const variation = line.legacyVariationId && line.legacyVariationId !== '0' ? line.legacyVariationId : undefined;
  const isVariation = variation !== undefined || line.variationAspects.length > 0;
  const listing = line.legacyItemId ?? '';
  return {
    externalId: line.lineItemId,
    // A listing of one item is known by its seller code, which outlives the listing's number.
    externalProductId: isVariation ? listing : line.sku || listing,
    externalVariantId: line.sku || variation || listing,
    sellerCode: line.sku,
    title: line.title,
    variantName: line.variationAspects.map(({ value }) => value).join(', '),
    imageUrl: undefined,
    quantity: line.quantity,
    unitPrice: unitPriceOf(line, currency),
    status: lineStatusOf(line.lineItemFulfillmentStatus, isCancelled),
    externalPackageId: packageId,
  };
}

/** eBay gives the price of all units together. */
function unitPriceOf(line: WireOrderLine, currency: string): Money {
  const all = toMoney(line.lineItemCost, currency);
  return { ...all, minor: Math.round(all.minor / line.quantity) };
}

function earliest(dates: readonly (Date | undefined)[]): Date | undefined {
  const known = dates.filter((date) => date !== undefined).map((date) => date.getTime());
  return known.length > 0 ? new Date(Math.min(...known)) : undefined;
}

type ShippingStep = NonNullable<WireInstruction['shippingStep']>;

function contactOf(order: WireOrder): ShippingStep | undefined {
  return order.fulfillmentStartInstructions.find(({ shippingStep }) => shippingStep?.shipTo)?.shippingStep ?? undefined;
}

/** Where the parcel goes: eBay's own hub for orders of its international programmes, whose reference must be on the label. */
function mapAddress(step: ShippingStep | undefined): PlatformAddress | undefined {
  const to = step?.shipTo;
  const address = to?.contactAddress;
  if (!to || !address) return undefined;
  const lines = [to.companyName, address.addressLine1, address.addressLine2, step.shipToReferenceId].filter((line) => line !== '');
  const mapped = {
    name: to.fullName,
    phone: to.primaryPhone?.phoneNumber ?? '',
    lines,
    city: address.city,
    state: address.stateOrProvince || address.county,
    postalCode: address.postalCode,
    regionCode: address.countryCode,
  };
  // Ninety days after the order eBay takes name, phone and lines out of it.
  const isEmpty = [mapped.name, mapped.phone, ...lines, mapped.city, mapped.postalCode].every((part) => part === '');
  return isEmpty ? undefined : mapped;
}
