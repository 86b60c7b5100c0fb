import { isoOf } from './call.ts';
import type { FulfillmentStatus, Order } from './model.ts';
import { shippedUnits } from './shipped-units.ts';
import type { Notice, World } from './world.ts';

const oldWords: Readonly<Record<FulfillmentStatus, string>> = {
  PENDING_AVAILABILITY: 'PendingAvailability',
  PENDING: 'Pending',
  UNSHIPPED: 'Unshipped',
  PARTIALLY_SHIPPED: 'PartiallyShipped',
  SHIPPED: 'Shipped',
  CANCELLED: 'Canceled',
  UNFULFILLABLE: 'Unfulfillable',
};

/** ORDER_CHANGE 1.0, in the capitals that its schema prescribes. */
export function orderNotice(world: World, order: Order, orderChangeType: string): Notice {
  const units = order.items.reduce((sum, item) => sum + item.quantity, 0);
  const shipped = order.items.reduce((sum, item) => sum + shippedUnits(world, order, item), 0);
  const isOpen = order.status !== 'PENDING';
  return {
    type: 'ORDER_CHANGE',
    sellerId: order.sellerId,
    marketplaceId: order.marketplaceId,
    payloadVersion: '1.0',
    orderChangeType,
    payload: {
      OrderChangeNotification: {
        NotificationLevel: 'OrderLevel',
        SellerId: order.sellerId,
        AmazonOrderId: order.id,
        OrderChangeType: orderChangeType,
        OrderChangeTrigger: {
          TimeOfOrderChange: isoOf(order.updatedMs),
          ChangeReason: orderChangeType === 'BuyerRequestedChange' ? 'Buyer Requested Cancel' : oldWords[order.status],
        },
        Summary: {
          MarketplaceId: order.marketplaceId,
          OrderStatus: oldWords[order.status],
          PurchaseDate: isoOf(order.createdMs),
          DestinationPostalCode: isOpen ? order.address.postalCode : null,
          FulfillmentType: order.fulfilledBy === 'MERCHANT' ? 'MFN' : 'AFN',
          OrderType: 'StandardOrder',
          NumberOfItemsShipped: shipped,
          NumberOfItemsUnshipped: order.status === 'CANCELLED' ? 0 : units - shipped,
          EarliestShipDate: isoOf(order.createdMs),
          LatestShipDate: isoOf(order.shipByMs),
          EarliestDeliveryDate: isoOf(order.shipByMs + 86_400_000),
          LatestDeliveryDate: isoOf(order.deliverByMs),
          OrderPrograms: order.programs.includes('PRIME') ? ['Prime'] : [],
          ShippingPrograms: [],
          OrderItems: order.items.map((item) => ({
            OrderItemId: item.id,
            SellerSKU: item.sku,
            SupplySourceId: null,
            OrderItemStatus: shippedUnits(world, order, item) >= item.quantity ? 'Shipped' : 'Unshipped',
            Quantity: item.quantity,
            QuantityShipped: shippedUnits(world, order, item),
            IsBuyerRequestedCancel: item.cancelWish !== undefined,
          })),
        },
      },
    },
  };
}

/** The same names with a small first letter, all the way down. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [`${name.slice(0, 1).toLowerCase()}${name.slice(1)}`, camelCased(inner)]),
  );
}
