import { setTimeout as sleep } from 'node:timers/promises';
import { type ListingDraft, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { toNumber } from './line-id.ts';
import { itemBody, tiersBody } from './listing-draft.ts';
import type { ShopFacts } from './shop-facts.ts';
import { nothingSchema } from './wire/envelope.ts';
import { newItemSchema } from './wire/item.ts';
import { setActive } from './write-listing.ts';

export interface CreateDeps {
  readonly client: ShopeeClient;
  readonly facts: ShopFacts;
  readonly variationWaitMs: number;
}

/**
 * Makes a listing. With variants it is three steps at Shopee: the item, hidden; its variations; showing it. When the second is refused,
 * the item is deleted again, so that nothing half-made stays.
 */
export async function createListing(
  { client, facts, variationWaitMs }: CreateDeps,
  access: ShopAccess,
  draft: ListingDraft,
): Promise<{ externalId: string }> {
  const [channels, locations] = await Promise.all([facts.channels(access), facts.locations(access)]);
  const channelIds = channels
    .filter(({ enabled, mask_channel_id }) => enabled && mask_channel_id === '0')
    .map(({ logistics_channel_id }) => logistics_channel_id);
  const body = itemBody(draft, { channelIds, locations });
  // Refused here, before anything was made.
  const hasTiers = tiersBody(draft, '0', locations) !== undefined;
  const { item_id } = await client.call(access, endpoints.addItem, { body, data: newItemSchema });
  if (!item_id) throw new PlatformFailure('outcome-unknown', 'Shopee took the product and did not say its number');
  const tiers = hasTiers ? tiersBody(draft, item_id, locations) : undefined;
  if (!tiers) return { externalId: item_id };
  try {
    await makeVariations({ client, variationWaitMs }, access, tiers);
  } catch (error) {
    if (error instanceof PlatformFailure && error.kind !== 'outcome-unknown') await dropItem(client, access, item_id, error);
    throw error;
  }
  await setActive(client, access, item_id, true);
  return { externalId: item_id };
}

const tries = 3;

/** Shopee does not know an item for some seconds after it was made. */
async function makeVariations(
  { client, variationWaitMs }: Pick<CreateDeps, 'client' | 'variationWaitMs'>,
  access: ShopAccess,
  body: object,
): Promise<void> {
  for (let left = tries; ; left--) {
    await sleep(variationWaitMs);
    try {
      return void (await client.call(access, endpoints.initTiers, { body, data: nothingSchema }));
    } catch (error) {
      if (left <= 1 || !(error instanceof PlatformFailure) || error.kind !== 'not-found') throw error;
    }
  }
}

async function dropItem(client: ShopeeClient, access: ShopAccess, itemId: string, reason: PlatformFailure): Promise<void> {
  try {
    await client.call(access, endpoints.deleteItem, { body: { item_id: toNumber(itemId) }, data: nothingSchema });
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    const text = `${reason.message}. Product ${itemId} stays at Shopee, hidden and without variants; delete it there`;
    throw new PlatformFailure(reason.kind, text, { cause: reason });
  }
}
