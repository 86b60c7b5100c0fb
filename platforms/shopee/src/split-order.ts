import { type FulfilmentCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { lineBody, lineIdOf, liveItems, unitsLeft } from './line-id.ts';
import { fetchWireOrder } from './read-orders.ts';
import { nothingSchema } from './wire/envelope.ts';
import type { WireOrder } from './wire/order.ts';

type SplitInput = Parameters<NonNullable<FulfilmentCapability['split']>>[1];

/** Shopee made the packages and could not show them: the order is read again anyway. */
const splitAllTheSame = 'order_split_get_package_info_failed';

export async function splitOrder(client: ShopeeClient, access: ShopAccess, input: SplitInput): Promise<void> {
  const body = splitBody(await fetchWireOrder(client, access, input.externalOrderId), input, access.region);
  try {
    await client.call(access, endpoints.splitOrder, { body, data: nothingSchema });
  } catch (error) {
    if (!(error instanceof PlatformFailure) || !error.vendorCode?.endsWith(splitAllTheSame)) throw error;
  }
}

/** Throws `invalid` unless every line that is not cancelled is in exactly one package. */
export function splitBody(order: WireOrder, { packages }: SplitInput, region: string): object {
  const items = new Map(liveItems(order).map((item) => [lineIdOf(item), item]));
  const named = packages.flatMap(({ externalLineIds }) => externalLineIds);
  const isWhole = named.length === items.size && new Set(named).size === items.size && named.every((id) => items.has(id));
  const most = region === 'TW' ? 30 : 5;
  if (!isWhole) throw new PlatformFailure('invalid', 'Every line of the order must be in exactly one parcel', { fields: ['packages'] });
  if (packages.length < 2 || packages.length > most || packages.some(({ externalLineIds }) => externalLineIds.length === 0)) {
    throw new PlatformFailure('invalid', `Shopee splits an order into 2 to ${most} parcels, none of them empty`, { fields: ['packages'] });
  }
  return {
    order_sn: order.order_sn,
    package_list: packages.map(({ externalLineIds }) => ({
      item_list: externalLineIds.flatMap((id) => {
        const item = items.get(id);
        return item ? [{ ...lineBody(item), model_quantity: unitsLeft(item) }] : [];
      }),
    })),
  };
}
