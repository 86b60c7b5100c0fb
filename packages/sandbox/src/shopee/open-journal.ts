import { Journal } from '../stage/journal.ts';
import { scheduleOrder } from './order-life.ts';
import { scheduleParcel } from './parcel-life.ts';
import { scheduleConsentEnd } from './tokens.ts';
import type { World } from './world.ts';

/** Ties the marketplace to its state file and wakes what was waiting in it. */
export function openJournal(world: World, path: string): Journal {
  const { shops, consents, products, pictures, orders, parcels, returns, codes, accessGrants, refreshGrants, lostPushes } = world;
  const { identifiers, clock } = world;
  const journal = new Journal(
    path,
    { shops, consents, products, pictures, orders, parcels, returns, codes, accessGrants, refreshGrants, lostPushes },
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
  if (journal.load()) {
    for (const order of orders.all()) scheduleOrder(world, order);
    for (const parcel of parcels.all()) scheduleParcel(world, parcel);
    for (const consent of consents.all()) scheduleConsentEnd(world, consent.id);
  }
  return journal;
}
