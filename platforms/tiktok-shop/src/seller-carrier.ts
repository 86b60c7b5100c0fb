import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { providersSchema } from './wire/fulfilment.ts';
import { orderPageSchema, orderSchema, type WireOrder } from './wire/order.ts';

export async function readWireOrder(client: TikTokClient, access: ShopAccess, externalOrderId: string): Promise<WireOrder> {
  const page = await client.call(access, endpoints.getOrders, { query: { ids: externalOrderId }, data: orderPageSchema });
  const order = orderSchema.safeParse(page.orders[0]);
  if (!order.success) throw new PlatformFailure('not-found', 'TikTok Shop does not show this order', { cause: order.error });
  return order.data;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The id of a carrier by its name, among those that the order's delivery option allows. */
export async function findProvider(client: TikTokClient, access: ShopAccess, order: WireOrder, carrierName: string): Promise<string> {
  if (!order.delivery_option_id) throw new PlatformFailure('conflict', 'The order names no delivery option, so no carrier can be chosen');
  const { shipping_providers } = await client.call(access, endpoints.shippingProviders, {
    id: order.delivery_option_id,
    data: providersSchema,
  });
  const match = shipping_providers.find(({ id, name }) => id === carrierName || plain(name) === plain(carrierName));
  if (match) return match.id;
  const names = shipping_providers.map(({ name }) => name).join(', ');
  throw new PlatformFailure('invalid', `TikTok Shop knows no carrier "${carrierName}" here; it knows: ${names}`, {
    fields: ['carrierName'],
  });
}
