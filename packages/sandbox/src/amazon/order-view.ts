import { amountText } from '../stage/amounts.ts';
import { isoOf, type JsonObject } from './call.ts';
import { type Marketplace, marketplaceOf } from './marketplaces.ts';
import type { Order, OrderItem, Parcel } from './model.ts';
import { shippedUnits } from './shipped-units.ts';
import type { World } from './world.ts';

export const dataGroups = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
] as const;

/** An order as the 2026-01-01 version answers it, with the groups that were asked for and that the application's roles open. */
export function orderView(world: World, order: Order, groups: readonly string[]): JsonObject {
  const marketplace = marketplaceOf(order.marketplaceId);
  const { settings } = world;
  // Before the payment is through there are no prices and no address.
  const isOpen = order.status !== 'PENDING' && order.status !== 'PENDING_AVAILABILITY';
  const has = (group: string): boolean => groups.includes(group);
  const isPersonal = settings.hasShippingRole && isOpen && order.fulfilledBy === 'MERCHANT';
  return {
    orderId: order.id,
    createdTime: isoOf(order.createdMs),
    lastUpdatedTime: isoOf(order.updatedMs),
    ...(order.programs.length > 0 ? { programs: order.programs } : {}),
    salesChannel: { channelName: 'AMAZON', marketplaceId: order.marketplaceId, marketplaceName: marketplace.name },
    ...(has('BUYER') && isPersonal ? { buyer: { buyerName: order.buyer.name, buyerEmail: order.buyer.email } } : {}),
    ...(has('RECIPIENT') && isPersonal ? { recipient: { deliveryAddress: addressView(order) } } : {}),
    ...(has('PROCEEDS') && isOpen ? { proceeds: { grandTotal: money(totalOf(order), marketplace) } } : {}),
    ...(has('PAYMENT') && isOpen
      ? { payment: { paymentExecutions: [{ paymentMethod: 'Standard', paymentAmount: money(totalOf(order), marketplace) }] } }
      : {}),
    ...(has('TAX') && settings.hasTaxRole ? { tax: { taxInvoicing: { buyerInvoicePreference: 'INDIVIDUAL' } } } : {}),
    ...(has('FULFILLMENT') ? { fulfillment: fulfillmentView(order) } : {}),
    orderItems: order.items.map((item) => itemView(world, order, item, marketplace, isOpen, has)),
    ...(has('PACKAGES') ? { packages: order.parcels.map(parcelView) } : {}),
  };
}

const money = (minor: number, { currency, decimals }: Marketplace) => ({ amount: amountText(minor, decimals), currencyCode: currency });

const itemTotal = (item: OrderItem): number => item.unitPriceMinor * item.quantity + item.shippingMinor + item.taxMinor;

export const totalOf = (order: Order): number => order.items.reduce((sum, item) => sum + itemTotal(item), 0);

function addressView({ address }: Order): JsonObject {
  return {
    name: address.name,
    addressLine1: address.line1,
    ...(address.line2 === undefined ? {} : { addressLine2: address.line2 }),
    city: address.city,
    ...(address.state === undefined ? {} : { stateOrRegion: address.state }),
    postalCode: address.postalCode,
    countryCode: address.countryCode,
    ...(address.phone === undefined ? {} : { phone: address.phone }),
    addressType: 'RESIDENTIAL',
  };
}

function fulfillmentView(order: Order): JsonObject {
  return {
    fulfillmentStatus: order.status,
    fulfilledBy: order.fulfilledBy,
    fulfillmentServiceLevel: 'STANDARD',
    shipByWindow: { earliestDateTime: isoOf(order.createdMs), latestDateTime: isoOf(order.shipByMs) },
    deliverByWindow: { earliestDateTime: isoOf(order.shipByMs + 86_400_000), latestDateTime: isoOf(order.deliverByMs) },
  };
}

function itemView(
  world: World,
  order: Order,
  item: OrderItem,
  marketplace: Marketplace,
  isOpen: boolean,
  has: (group: string) => boolean,
): JsonObject {
  const shipped = shippedUnits(world, order, item);
  const part = (type: string, minor: number) => ({ type, subtotal: money(minor, marketplace) });
  const breakdowns = [part('ITEM', item.unitPriceMinor * item.quantity), part('SHIPPING', item.shippingMinor)];
  if (item.taxMinor > 0) breakdowns.push(part('TAX', item.taxMinor));
  const cancellation = {
    ...(item.cancelWish === undefined ? {} : { cancellationRequest: { requester: 'BUYER', cancelReason: item.cancelWish } }),
    ...(item.cancelledBy === undefined
      ? {}
      : { cancellationExecution: { cancelledBy: item.cancelledBy, cancelReason: item.cancelReason } }),
  };
  return {
    orderItemId: item.id,
    quantityOrdered: item.quantity,
    product: {
      asin: item.asin,
      title: item.title,
      sellerSku: item.sku,
      condition: { conditionType: 'NEW', conditionSubtype: 'NEW' },
      ...(isOpen ? { price: { unitPrice: money(item.unitPriceMinor, marketplace) } } : {}),
    },
    ...(has('PROCEEDS') && isOpen ? { proceeds: { proceedsTotal: money(itemTotal(item), marketplace), breakdowns } } : {}),
    ...(has('CANCELLATION') && Object.keys(cancellation).length > 0 ? { cancellation } : {}),
    ...(has('FULFILLMENT')
      ? {
          fulfillment: {
            quantityFulfilled: shipped,
            quantityUnfulfilled: order.status === 'CANCELLED' ? 0 : item.quantity - shipped,
            ...(item.giftMessage === undefined ? {} : { packing: { giftOption: { giftMessage: item.giftMessage } } }),
          },
        }
      : {}),
  };
}

function parcelView(parcel: Parcel): JsonObject {
  return {
    packageReferenceId: parcel.reference,
    createdTime: isoOf(parcel.createdMs),
    packageStatus: { status: parcel.status },
    carrier: parcel.carrier,
    shipTime: isoOf(parcel.shipMs),
    ...(parcel.service === undefined ? {} : { shippingService: parcel.service }),
    ...(parcel.trackingNumber === '' ? {} : { trackingNumber: parcel.trackingNumber }),
    packageItems: parcel.items,
  };
}
