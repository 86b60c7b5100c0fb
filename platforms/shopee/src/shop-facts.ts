import type { Clock } from '@shopfleet/kernel';
import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { Remembered } from './remembered.ts';
import { categoriesSchema, warehousesSchema } from './wire/item.ts';
import { channelsSchema, type WireChannel } from './wire/shipping.ts';

const keptMs = 3_600_000;
const treeKeptMs = 24 * keptMs;

/** What is true of a shop for hours: its channels, and where its stock lies. */
export interface ShopFacts {
  channels(access: ShopAccess): Promise<readonly WireChannel[]>;
  /** The locations that stock must name; empty for a shop that keeps its stock in one place. */
  locations(access: ShopAccess): Promise<readonly string[]>;
  /** Names of categories by id; empty when Shopee does not show them now: a listing is worth more than its category's name. */
  categoryNames(access: ShopAccess): Promise<ReadonlyMap<string, string>>;
}

export function createShopFacts(client: ShopeeClient, clock: Clock): ShopFacts {
  const channels = new Remembered<readonly WireChannel[]>(clock, keptMs);
  const locations = new Remembered<readonly string[]>(clock, keptMs);
  const categories = new Remembered<ReadonlyMap<string, string>>(clock, treeKeptMs);

  async function readLocations(access: ShopAccess): Promise<readonly string[]> {
    try {
      const warehouses = await client.call(access, endpoints.getWarehouses, { data: warehousesSchema });
      return [...new Set(warehouses.map(({ location_id }) => location_id).filter((id) => id !== ''))];
    } catch (error) {
      // Normal: the shop has one warehouse, and stock must not name it.
      if (error instanceof PlatformFailure && error.vendorCode?.endsWith('error_not_in_whitelist')) return [];
      throw error;
    }
  }

  async function readCategoryNames(access: ShopAccess): Promise<ReadonlyMap<string, string>> {
    const { category_list } = await client.call(access, endpoints.getCategories, { data: categoriesSchema });
    return new Map(category_list.map((one) => [one.category_id, one.display_category_name || one.original_category_name]));
  }

  return {
    channels: (access) =>
      channels.get(access.externalId, async () => {
        const { logistics_channel_list } = await client.call(access, endpoints.getChannels, { data: channelsSchema });
        return logistics_channel_list;
      }),
    locations: (access) => locations.get(access.externalId, () => readLocations(access)),
    async categoryNames(access) {
      try {
        return await categories.get(access.region, () => readCategoryNames(access));
      } catch (error) {
        if (error instanceof PlatformFailure) return new Map();
        throw error;
      }
    },
  };
}
