import { type FulfilmentCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readWireOrder } from './seller-carrier.ts';
import { createdPackageSchema, servicesSchema } from './wire/fulfilment.ts';

const wholeOrder = '1';
const partOfOrder = '2';

/** US and JP: buying the label makes the package. Takes the service that TikTok Shop proposes, else the cheapest. */
export async function buyLabel(
  client: TikTokClient,
  access: ShopAccess,
  input: Parameters<FulfilmentCapability['arrange']>[1],
): Promise<{ externalPackageId: string }> {
  const order = await readWireOrder(client, access, input.externalOrderId);
  const lineIds = input.externalLineIds.length > 0 ? input.externalLineIds : order.line_items.map(({ id }) => id);
  const { shipping_services } = await client.call(access, endpoints.shippingServices, {
    id: input.externalOrderId,
    body: { order_line_item_ids: lineIds },
    data: servicesSchema,
  });
  const byPrice = shipping_services.toSorted((a, b) => Number(a.price) - Number(b.price));
  const service = shipping_services.find((offered) => offered.is_default) ?? byPrice[0];
  if (!service) throw new PlatformFailure('conflict', 'TikTok Shop offers no shipping service for this order; check weight and size');
  const isPart = lineIds.length < order.line_items.length;
  const { package_id } = await client.call(access, endpoints.createPackages, {
    body: {
      ship_type: isPart ? partOfOrder : wholeOrder,
      order_id: input.externalOrderId,
      ...(isPart ? { order_line_item: lineIds } : {}),
      shipping_service_id: service.id,
    },
    data: createdPackageSchema,
  });
  if (!package_id) throw new PlatformFailure('outcome-unknown', 'TikTok Shop took the purchase and named no package');
  return { externalPackageId: package_id };
}
