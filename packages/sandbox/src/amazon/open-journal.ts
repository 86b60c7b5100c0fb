import { Journal } from '../stage/journal.ts';
import { scheduleRefund } from './bought-label-calls.ts';
import { scheduleFeed } from './feed-life.ts';
import { scheduleWrites } from './listing-life.ts';
import { scheduleOrder } from './order-life.ts';
import { scheduleSettling } from './parcel-birth.ts';
import type { World } from './world.ts';

/** Ties the marketplace to its state file and wakes what was waiting in it. */
export function openJournal(world: World, path: string): Journal {
  const { sellers, listings, orders, shipments, codes, accessGrants, refreshGrants, identifiers, clock } = world;
  const { destinations, subscriptions, messages, feeds, feedDocuments } = world;
  const journal = new Journal(
    path,
    {
      sellers,
      listings,
      orders,
      shipments,
      codes,
      accessGrants,
      refreshGrants,
      destinations,
      subscriptions,
      messages,
      feeds,
      feedDocuments,
    },
    {
      read: () => ({ run: identifiers.run, count: identifiers.count, aheadMs: clock.aheadMs, settings: world.settings }),
      restore: (notes) => {
        if (typeof notes.run === 'number') identifiers.run = notes.run;
        if (typeof notes.count === 'number') identifiers.count = notes.count;
        if (typeof notes.aheadMs === 'number') clock.restore(notes.aheadMs);
        if (typeof notes.settings === 'object') Object.assign(world.settings, notes.settings);
      },
    },
  );
  if (journal.load()) wake(world);
  return journal;
}

function wake(world: World): void {
  for (const listing of world.listings.all()) scheduleWrites(world, listing);
  for (const feed of world.feeds.all()) scheduleFeed(world, feed);
  for (const shipment of world.shipments.all()) scheduleRefund(world, shipment);
  for (const order of world.orders.all()) {
    scheduleOrder(world, order);
    for (const { countsAtMs } of order.parcels) if (countsAtMs > world.clock.nowMs()) scheduleSettling(world, order.id, countsAtMs);
  }
}
