import type { InventoryItem, Offer, OrderLine } from './model.ts';
import type { World } from './world.ts';

export const itemKey = (sellerId: string, sku: string): string => `${sellerId}/${sku}`;

export const itemOf = (world: World, offer: Offer): InventoryItem | undefined => world.items.get(itemKey(offer.sellerId, offer.sku));

/** What buyers see: the lesser of the offer's cap and the item's quantity, where both are known. */
export function shownQuantity(world: World, offer: Offer): number {
  const known = [offer.availableQuantity, itemOf(world, offer)?.quantity].filter((quantity) => quantity !== undefined);
  return known.length === 0 ? 0 : Math.max(0, Math.min(...known));
}

export function offersOf(world: World, sellerId: string, sku: string): Offer[] {
  return [...world.offers.all()].filter((offer) => offer.sellerId === sellerId && offer.sku === sku && !offer.legacy);
}

/** Its offers go with it, and their listings end. */
export function removeItem(world: World, item: InventoryItem): void {
  for (const offer of offersOf(world, item.sellerId, item.sku)) world.offers.delete(offer.id);
  for (const group of world.groups.all()) {
    if (group.sellerId !== item.sellerId || !group.skus.includes(item.sku)) continue;
    world.groups.save(Object.assign(group, { skus: group.skus.filter((sku) => sku !== item.sku) }));
  }
  world.items.delete(item.id);
}

/** `sign` is −1 for a sale and 1 for units that come back. */
export function moveUnits(world: World, sellerId: string, line: OrderLine, sign: 1 | -1): void {
  const offer = world.offers.get(line.offerId);
  const item = world.items.get(itemKey(sellerId, line.sku ?? ''));
  const units = sign * line.quantity;
  if (item?.quantity !== undefined) world.items.save(Object.assign(item, { quantity: item.quantity + units }));
  if (!offer) return;
  if (offer.availableQuantity !== undefined) offer.availableQuantity += units;
  offer.soldQuantity = Math.max(0, offer.soldQuantity - units);
  world.offers.save(offer);
}
