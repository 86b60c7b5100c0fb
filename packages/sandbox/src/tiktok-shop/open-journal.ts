import { Journal } from '../stage/journal.ts';
import { scheduleCancellation } from './cancellation-life.ts';
import { scheduleOrder } from './order-life.ts';
import { scheduleAudit } from './product-life.ts';
import type { World } from './world.ts';

/** Ties the marketplace to its state file and wakes what was waiting in it. */
export function openJournal(world: World, path: string): Journal {
  const { products, pictures, orders, parcels, cancellations, codes, accessGrants, refreshGrants, shopWebhooks, identifiers, clock } =
    world;
  const journal = new Journal(
    path,
    { products, pictures, orders, parcels, cancellations, codes, accessGrants, refreshGrants, shopWebhooks },
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
    for (const product of products.all()) scheduleAudit(world, product);
    for (const cancellation of cancellations.all()) scheduleCancellation(world, cancellation);
  }
  return journal;
}
