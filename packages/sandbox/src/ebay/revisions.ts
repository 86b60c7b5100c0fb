import { dayOf } from './daily-use.ts';
import type { Offer } from './model.ts';
import { Refusal } from './refusal.ts';
import { offersOf } from './shelf.ts';
import type { World } from './world.ts';

/** Counts one revision of a live listing; a draft may change as often as one likes. @throws Refusal 25002 above the day's limit */
export function reviseListing(world: World, offer: Offer): void {
  if (!offer.isPublished) return;
  const day = String(dayOf(world.clock.nowMs()));
  const count = offer.revisions.day === day ? offer.revisions.count : 0;
  if (count >= world.settings.revisionsPerDay) {
    throw new Refusal(
      25002,
      `A user error has occurred. The listing was revised ${count} times today and cannot be revised before tomorrow.`,
    );
  }
  offer.revisions = { day, count: count + 1 };
  world.offers.save(offer);
}

/** An item shows in every live listing that it is in. */
export function reviseListingsOf(world: World, sellerId: string, sku: string): void {
  for (const offer of offersOf(world, sellerId, sku)) reviseListing(world, offer);
}
