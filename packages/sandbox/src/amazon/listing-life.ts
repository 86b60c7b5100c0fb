import { randomUUID } from 'node:crypto';
import { isoOf } from './call.ts';
import { applyPatches } from './listing-patch.ts';
import type { Listing, PendingWrite } from './model.ts';
import { isBuyable, isVisible, quantityOf } from './offer.ts';
import type { World } from './world.ts';

type NewWrite = PendingWrite extends infer W ? (W extends unknown ? Omit<W, 'submissionId' | 'atMs'> : never) : never;

/** Takes a write that will be seen after a while; gives its submission id. */
export function submitWrite(world: World, listing: Listing, write: NewWrite): string {
  const submissionId = randomUUID().replaceAll('-', '');
  const atMs = world.clock.nowMs() + world.settings.listingDelayMs;
  listing.pending = [...listing.pending, { ...write, submissionId, atMs }];
  world.listings.save(listing);
  if (world.settings.listingDelayMs <= 0) applyDueWrites(world, listing);
  else scheduleWrites(world, listing);
  return submissionId;
}

export function scheduleWrites(world: World, listing: Listing): void {
  for (const { atMs } of listing.pending) {
    world.timeline.schedule(atMs, () => {
      const current = world.listings.get(listing.id);
      if (current) applyDueWrites(world, current);
    });
  }
}

function applyDueWrites(world: World, listing: Listing): void {
  const nowMs = world.clock.nowMs();
  const due = listing.pending.filter(({ atMs }) => atMs <= nowMs);
  if (due.length === 0) return;
  const before = { quantity: quantityOf(listing), isBuyable: isBuyable(listing) };
  for (const write of due) applyWrite(listing, write);
  listing.pending = listing.pending.filter(({ atMs }) => atMs > nowMs);
  listing.updatedMs = nowMs;
  world.listings.save(listing);
  announce(world, listing, before);
}

function applyWrite(listing: Listing, write: PendingWrite): void {
  if (write.kind === 'delete') {
    listing.isDeleted = true;
    return;
  }
  if (write.kind === 'put') {
    listing.attributes = write.attributes;
    listing.productType = write.productType;
  } else {
    listing.attributes = applyPatches(listing.attributes, write.patches);
  }
  listing.isHidden = false;
  listing.isDeleted = false;
}

function announce(world: World, listing: Listing, before: { readonly quantity: number | undefined; readonly isBuyable: boolean }): void {
  if (!world.settings.listingEvents) return;
  const quantity = quantityOf(listing);
  const { sellerId, marketplaceId, sku, asin } = listing;
  if (quantity !== undefined && quantity !== before.quantity) {
    world.emit({
      type: 'LISTINGS_ITEM_MFN_QUANTITY_CHANGE',
      sellerId,
      marketplaceId,
      payloadVersion: '1.0',
      payload: { SellerId: sellerId, FulfillmentChannelCode: 'DEFAULT', Sku: sku, Quantity: quantity },
    });
  }
  if (isBuyable(listing) === before.isBuyable && !listing.isDeleted) return;
  world.emit({
    type: 'LISTINGS_ITEM_STATUS_CHANGE',
    sellerId,
    marketplaceId,
    payloadVersion: '1.0',
    payload: {
      SellerId: sellerId,
      MarketplaceId: marketplaceId,
      Asin: asin,
      Sku: sku,
      CreatedDate: isoOf(listing.createdMs),
      Status: listing.isDeleted ? ['DELETED'] : statusOf(listing),
    },
  });
}

export function statusOf(listing: Listing): string[] {
  if (!isVisible(listing)) return [];
  return isBuyable(listing) ? ['BUYABLE', 'DISCOVERABLE'] : ['DISCOVERABLE'];
}
