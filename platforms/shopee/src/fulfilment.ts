import { type ArrangeInput, type FulfilmentCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { lineIdOf } from './line-id.ts';
import { packageStatusOf } from './order-status.ts';
import { fetchWireOrder } from './read-orders.ts';
import { packageName, readWirePackage } from './read-packages.ts';
import { chooseShipping, mapWays } from './shipping-choice.ts';
import { splitOrder } from './split-order.ts';
import { nothingSchema } from './wire/envelope.ts';
import type { WirePackage } from './wire/order.ts';
import { type ShippingParameter, shippingParameterSchema } from './wire/shipping.ts';

export function createFulfilment(client: ShopeeClient): FulfilmentCapability {
  async function findPackage(
    access: ShopAccess,
    input: { externalOrderId: string; externalPackageId: string | undefined; externalLineIds?: readonly string[] },
  ): Promise<WirePackage> {
    if (input.externalPackageId) return readWirePackage(client, access, input.externalPackageId);
    const order = await fetchWireOrder(client, access, input.externalOrderId);
    const wanted = input.externalLineIds ?? [];
    const parcel = order.package_list.find(
      ({ package_number, item_list }) =>
        package_number !== '' && (wanted.length === 0 || item_list.some((item) => wanted.includes(lineIdOf(item)))),
    );
    if (!parcel) throw new PlatformFailure('conflict', 'Shopee has made no package for these lines yet');
    return readWirePackage(client, access, parcel.package_number);
  }

  async function readParameter(access: ShopAccess, parcel: WirePackage): Promise<ShippingParameter> {
    try {
      return await client.call(access, endpoints.getShippingParameter, { query: packageName(parcel), data: shippingParameterSchema });
    } catch (error) {
      // Here this code means that the package does not wait to be arranged.
      if (!(error instanceof PlatformFailure) || error.vendorCode !== 'error_param') throw error;
      throw new PlatformFailure('conflict', `The package does not wait to be arranged: ${error.message}`, {
        vendorCode: error.vendorCode,
        cause: error,
      });
    }
  }

  return {
    async arrange(access, input) {
      const parcel = await findPackage(access, input);
      assertArrangeable(parcel, input);
      const way = chooseShipping(await readParameter(access, parcel), input);
      await client.call(access, endpoints.shipOrder, { body: { ...packageName(parcel), ...way }, data: nothingSchema });
      return { externalPackageId: parcel.package_number };
    },

    async readPackage(access, externalPackageId) {
      const parcel = await readWirePackage(client, access, externalPackageId);
      const status = packageStatusOf(parcel.fulfillment_status);
      if (!status) throw new PlatformFailure('unexpected', `The package status ${parcel.fulfillment_status} is not known`);
      return { externalId: externalPackageId, status, carrierName: parcel.shipping_carrier, trackingNumber: parcel.tracking_number };
    },

    async handoverWays(access, input) {
      return mapWays(await readParameter(access, await findPackage(access, input)));
    },

    split: (access, input) => splitOrder(client, access, input),
  };
}

/** Throws `conflict` for a package that went out or ended, `unsupported` for a part of one. */
export function assertArrangeable(parcel: WirePackage, { externalLineIds, quantities = {} }: ArrangeInput): void {
  const status = packageStatusOf(parcel.fulfillment_status);
  if (status === 'cancelled') throw new PlatformFailure('conflict', 'The package is cancelled');
  if (status !== undefined && status !== 'to_arrange') throw new PlatformFailure('conflict', 'The package went out already');
  const isPart = parcel.item_list.some((item) => {
    const id = lineIdOf(item);
    const isNamed = externalLineIds.length === 0 || externalLineIds.includes(id);
    return !isNamed || (quantities[id] ?? item.model_quantity) < item.model_quantity;
  });
  if (isPart) throw new PlatformFailure('unsupported', 'A Shopee parcel goes out whole; split the order into parcels first');
}
