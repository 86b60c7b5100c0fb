import type { Money } from '@shopfleet/kernel';
import { type ListingChange, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readVariantId, toNumber } from './line-id.ts';
import { attributesBody, priceBody } from './listing-draft.ts';
import { readItem } from './read-items.ts';
import { nothingSchema } from './wire/envelope.ts';
import { failureListSchema } from './wire/item.ts';

/** Changes what is named and nothing else. */
export async function updateListing(client: ShopeeClient, access: ShopAccess, externalId: string, change: ListingChange): Promise<void> {
  const { title, description, images, attributes } = change;
  // Attributes are replaced as a whole, and the item knows their numbers by name.
  const known = attributes ? (await readItem(client, access, externalId)).attribute_list : [];
  const body = {
    item_id: toNumber(externalId),
    ...(title === undefined ? {} : { item_name: title }),
    ...(description === undefined ? {} : { description }),
    ...(images === undefined ? {} : { image: { image_id_list: images } }),
    ...(attributes === undefined ? {} : { attribute_list: attributesBody(attributes, known) }),
  };
  if (Object.keys(body).length === 1) return;
  await client.call(access, endpoints.updateItem, { body, data: nothingSchema });
}

/** Shows an item to buyers, or hides it. */
export async function setActive(client: ShopeeClient, access: ShopAccess, externalId: string, isActive: boolean): Promise<void> {
  const body = { item_list: [{ item_id: toNumber(externalId), unlist: !isActive }] };
  const { failure_list } = await client.call(access, endpoints.unlistItem, { body, data: failureListSchema });
  const [failed] = failure_list;
  if (failed) throw new PlatformFailure('conflict', `Shopee does not ${isActive ? 'show' : 'hide'} the product: ${failed.failed_reason}`);
}

export async function removeListing(client: ShopeeClient, access: ShopAccess, externalId: string): Promise<void> {
  await client.call(access, endpoints.deleteItem, { body: { item_id: toNumber(externalId) }, data: nothingSchema });
}

/** Sets the list price; a promotion's price stays what it is. */
export async function writePrice(
  client: ShopeeClient,
  access: ShopAccess,
  change: { externalListingId: string; externalVariantId: string; price: Money },
): Promise<void> {
  const { itemId, modelId } = readVariantId(change.externalVariantId);
  const body = { item_id: toNumber(itemId), price_list: [{ model_id: toNumber(modelId), original_price: priceBody(change.price) }] };
  const { failure_list } = await client.call(access, endpoints.updatePrice, { body, data: failureListSchema });
  const [failed] = failure_list;
  if (failed) throw new PlatformFailure('invalid', `Shopee did not take the price: ${failed.failed_reason}`, { fields: ['price'] });
}
