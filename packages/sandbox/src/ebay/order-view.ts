import { amountText } from '../stage/amounts.ts';
import type { JsonObject } from './call.ts';
import { type Market, marketOf } from './markets.ts';
import type { Order, OrderLine } from './model.ts';
import { cancelState, lineStatus, orderStatus } from './order-life.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;
const emailDays = 14;
const addressDays = 90;
const handlingDays = 3;

export const instant = (ms: number): string => new Date(ms).toISOString();

interface Look {
  readonly world: World;
  readonly order: Order;
  readonly market: Market;
  readonly amount: (minor: number) => JsonObject;
}

/** An order as the APIs give it. Only the call for one order fills `cancelRequests`; old orders have lost who bought. */
export function orderView(world: World, order: Order, { isList }: { readonly isList: boolean }): JsonObject {
  const market = marketOf(order.marketplaceId);
  const amount = (minor: number): JsonObject => ({ value: amountText(minor, market.decimals), currency: market.currency });
  const look: Look = { world, order, market, amount };
  const subtotalMinor = order.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  const totalMinor = subtotalMinor + order.shippingMinor + order.taxMinor;
  const feeMinor = Math.round(totalMinor * 0.13);
  return {
    orderId: order.id,
    legacyOrderId: order.id,
    creationDate: instant(order.createdAtMs),
    lastModifiedDate: instant(order.modifiedAtMs),
    orderFulfillmentStatus: orderStatus(order),
    orderPaymentStatus: order.cancelledAtMs === undefined ? 'PAID' : 'FULLY_REFUNDED',
    sellerId: world.sellers.get(order.sellerId)?.username,
    buyer: { username: order.buyerUsername, taxAddress: taxAddress(order) },
    ...(order.buyerNote === undefined ? {} : { buyerCheckoutNotes: order.buyerNote }),
    pricingSummary: {
      priceSubtotal: amount(subtotalMinor),
      deliveryCost: amount(order.shippingMinor),
      ...(order.taxMinor > 0 ? { tax: amount(order.taxMinor) } : {}),
      total: amount(totalMinor),
    },
    cancelStatus: cancelStatus(order, isList),
    paymentSummary: payments(look, totalMinor, totalMinor - feeMinor),
    fulfillmentStartInstructions: [startInstruction(look)],
    fulfillmentHrefs: order.fulfillmentIds.map((id) => fulfillmentHref(world, order.id, id)),
    lineItems: order.lines.map((line, index) => lineView(look, line, index === 0 ? order.shippingMinor : 0)),
    salesRecordReference: order.recordReference,
    totalFeeBasisAmount: amount(totalMinor),
    totalMarketplaceFee: amount(feeMinor),
  };
}

const taxAddress = ({ recipient }: Order): JsonObject => ({
  city: recipient.city,
  stateOrProvince: recipient.stateOrProvince,
  postalCode: recipient.postalCode,
  countryCode: recipient.countryCode,
});

function cancelStatus(order: Order, isList: boolean): JsonObject {
  const requests = order.cancelRequests.map((request) => ({
    cancelRequestId: request.id,
    cancelRequestState: request.state,
    cancelInitiator: request.initiator,
    cancelReason: request.reason,
    cancelRequestedDate: instant(request.requestedAtMs),
    ...(request.completedAtMs === undefined ? {} : { cancelCompletedDate: instant(request.completedAtMs) }),
  }));
  return {
    cancelState: cancelState(order),
    cancelRequests: isList ? [] : requests,
    ...(order.cancelledAtMs === undefined ? {} : { cancelledDate: instant(order.cancelledAtMs) }),
  };
}

function payments({ order, amount }: Look, totalMinor: number, dueMinor: number): JsonObject {
  const refunds =
    order.cancelledAtMs === undefined
      ? []
      : [
          {
            refundDate: instant(order.cancelledAtMs),
            amount: amount(totalMinor),
            refundStatus: 'REFUNDED',
            refundId: `5${order.id.slice(-5)}`,
          },
        ];
  return {
    totalDueSeller: amount(order.cancelledAtMs === undefined ? dueMinor : 0),
    refunds,
    payments: [
      {
        paymentMethod: 'EBAY',
        paymentReferenceId: `P${order.id.replaceAll('-', '')}`,
        paymentDate: instant(order.paidAtMs ?? order.createdAtMs),
        amount: amount(totalMinor),
        paymentStatus: 'PAID',
      },
    ],
  };
}

/** Name, phone and street are shown for 90 days, the e-mail alias for 14. */
function startInstruction({ world, order, market }: Look): JsonObject {
  const ageMs = world.clock.nowMs() - order.createdAtMs;
  const { fullName, addressLine1, addressLine2, phoneNumber, email, ...area } = order.recipient;
  const hasAddress = ageMs < addressDays * dayMs;
  const street = hasAddress ? { addressLine1, ...(addressLine2 === undefined ? {} : { addressLine2 }) } : {};
  return {
    fulfillmentInstructionsType: 'SHIP_TO',
    minEstimatedDeliveryDate: instant(order.createdAtMs + 4 * dayMs),
    maxEstimatedDeliveryDate: instant(order.createdAtMs + 8 * dayMs),
    ebaySupportedFulfillment: false,
    shippingStep: {
      shipTo: {
        ...(hasAddress ? { fullName } : {}),
        contactAddress: { ...street, ...area },
        ...(hasAddress ? { primaryPhone: { phoneNumber } } : {}),
        ...(ageMs < emailDays * dayMs ? { email } : {}),
      },
      shippingCarrierCode: market.carrierCode,
      shippingServiceCode: order.shippingServiceCode,
    },
  };
}

export const fulfillmentHref = (world: World, orderId: string, fulfillmentId: string): string =>
  `${world.address.url}/sell/fulfillment/v1/order/${orderId}/shipping_fulfillment/${encodeURIComponent(fulfillmentId)}`;

function lineView({ order, amount }: Look, line: OrderLine, shippingMinor: number): JsonObject {
  const costMinor = line.priceMinor * line.quantity;
  return {
    lineItemId: line.id,
    legacyItemId: line.listingId,
    ...(line.variationId === undefined ? {} : { legacyVariationId: line.variationId }),
    ...(line.variationAspects.length > 0 ? { variationAspects: line.variationAspects } : {}),
    ...(line.sku === undefined ? {} : { sku: line.sku }),
    title: line.title,
    lineItemCost: amount(costMinor),
    quantity: line.quantity,
    soldFormat: 'FIXED_PRICE',
    listingMarketplaceId: order.marketplaceId,
    purchaseMarketplaceId: order.marketplaceId,
    lineItemFulfillmentStatus: lineStatus(line),
    total: amount(costMinor + shippingMinor),
    deliveryCost: { shippingCost: amount(shippingMinor) },
    appliedPromotions: [],
    taxes: [],
    properties: { buyerProtection: true },
    lineItemFulfillmentInstructions: {
      minEstimatedDeliveryDate: instant(order.createdAtMs + 4 * dayMs),
      maxEstimatedDeliveryDate: instant(order.createdAtMs + 8 * dayMs),
      shipByDate: instant(order.createdAtMs + handlingDays * dayMs),
      guaranteedDelivery: false,
    },
  };
}
