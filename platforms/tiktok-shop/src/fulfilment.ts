import { type FulfilmentCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import { buyLabel } from './buy-label.ts';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { chooseHandover, readHandoverWays } from './handover.ts';
import { marketRules } from './markets.ts';
import { packageStatusOf } from './order-status.ts';
import { findProvider, readWireOrder } from './seller-carrier.ts';
import { nothingSchema } from './wire/envelope.ts';
import { createdPackageSchema, packageSchema } from './wire/fulfilment.ts';

type ArrangeInput = Parameters<FulfilmentCapability['arrange']>[1];

export function createFulfilment(client: TikTokClient): FulfilmentCapability {
  async function ship(access: ShopAccess, externalPackageId: string, body: object): Promise<{ externalPackageId: string }> {
    await client.call(access, endpoints.shipPackage, { id: externalPackageId, body, data: nothingSchema });
    return { externalPackageId };
  }

  async function shipWithOwnCarrier(access: ShopAccess, input: ArrangeInput, own: NonNullable<ArrangeInput['ownCarrier']>) {
    const order = await readWireOrder(client, access, input.externalOrderId);
    const carrier = {
      tracking_number: own.trackingNumber,
      shipping_provider_id: await findProvider(client, access, order, own.carrierName),
    };
    if (marketRules(access.region).sellerShipping === 'ship-package') {
      return ship(access, await packageOf(access, input), { self_shipment: carrier });
    }
    const isPart = input.externalLineIds.length > 0 && input.externalLineIds.length < order.line_items.length;
    const { package_id } = await client.call(access, endpoints.markAsShipped, {
      id: input.externalOrderId,
      body: { ...carrier, ...(isPart ? { order_line_item_ids: input.externalLineIds } : {}) },
      data: createdPackageSchema,
    });
    return { externalPackageId: package_id || (await packageOf(access, input)) };
  }

  async function packageOf(access: ShopAccess, input: ArrangeInput): Promise<string> {
    if (input.externalPackageId) return input.externalPackageId;
    const order = await readWireOrder(client, access, input.externalOrderId);
    const line = order.line_items.find((item) => input.externalLineIds.length === 0 || input.externalLineIds.includes(item.id));
    const id = line?.package_id || (order.packages.length === 1 ? order.packages[0]?.id : undefined);
    if (!id) throw new PlatformFailure('conflict', 'TikTok Shop has made no package for these lines yet');
    return id;
  }

  return {
    async arrange(access, input) {
      if (input.ownCarrier) return shipWithOwnCarrier(access, input, input.ownCarrier);
      if (marketRules(access.region).platformShipping === 'create-packages') return buyLabel(client, access, input);
      const externalPackageId = await packageOf(access, input);
      return ship(access, externalPackageId, await chooseHandover(client, access, externalPackageId, input.handover));
    },

    async handoverWays(access, { externalOrderId, externalPackageId }) {
      if (marketRules(access.region).platformShipping === 'create-packages') return [];
      const id = await packageOf(access, { externalOrderId, externalPackageId, externalLineIds: [] });
      return readHandoverWays(client, access, id);
    },

    async readPackage(access, externalPackageId) {
      const found = await client.call(access, endpoints.getPackage, { id: externalPackageId, data: packageSchema });
      const said = found.package_status || found.status;
      const status = packageStatusOf(said);
      if (!status) throw new PlatformFailure('unexpected', `The package status ${said} is not known`);
      return { externalId: externalPackageId, status, carrierName: found.shipping_provider_name, trackingNumber: found.tracking_number };
    },
  };
}
