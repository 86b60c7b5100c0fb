import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { packageDetailsSchema, type WirePackage } from './wire/order.ts';

const packagesPerCall = 50;

/** Packages by their numbers; those that the shop does not have are left out. */
export async function readPackages(client: ShopeeClient, access: ShopAccess, numbers: readonly string[]): Promise<readonly WirePackage[]> {
  const found: WirePackage[] = [];
  for (let from = 0; from < numbers.length; from += packagesPerCall) {
    const query = { package_number_list: numbers.slice(from, from + packagesPerCall).join(',') };
    try {
      found.push(...(await client.call(access, endpoints.getPackages, { query, data: packageDetailsSchema })).package_list);
    } catch (error) {
      if (!(error instanceof PlatformFailure) || error.kind !== 'not-found') throw error;
    }
  }
  return found;
}

/** One package. Throws `not-found`. */
export async function readWirePackage(client: ShopeeClient, access: ShopAccess, number: string): Promise<WirePackage> {
  const found = (await readPackages(client, access, [number])).find((parcel) => parcel.package_number === number);
  if (!found) throw new PlatformFailure('not-found', 'Shopee does not know this package in this shop');
  return found;
}

/** The members that name a package in a call: its number only once the order was split, else Shopee refuses it. */
export function packageName(parcel: WirePackage): { order_sn: string; package_number?: string } {
  return { order_sn: parcel.order_sn, ...(parcel.is_split_up ? { package_number: parcel.package_number } : {}) };
}
