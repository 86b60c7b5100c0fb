import { Journal } from '../stage/journal.ts';
import { scheduleOrder } from './order-life.ts';
import type { World } from './world.ts';

/** Ties the marketplace to its state file and wakes what was waiting in it. */
export function openJournal(world: World, path: string): Journal {
  const { codes, accessGrants, refreshGrants, orders, fulfillments, items, groups, offers, locations, destinations, subscriptions } = world;
  const { identifiers, clock, settings, signingKey, dailyUse, notificationConfig } = world;
  const journal = new Journal(
    path,
    { codes, accessGrants, refreshGrants, orders, fulfillments, items, groups, offers, locations, destinations, subscriptions },
    {
      read: () => ({
        run: identifiers.run,
        count: identifiers.count,
        aheadMs: clock.aheadMs,
        settings,
        key: signingKey.read(),
        use: dailyUse.read(),
        config: notificationConfig,
      }),
      restore: (notes: Partial<KeptNotes>) => {
        if (notes.run !== undefined) identifiers.run = notes.run;
        if (notes.count !== undefined) identifiers.count = notes.count;
        if (notes.aheadMs !== undefined) clock.restore(notes.aheadMs);
        if (notes.settings) Object.assign(settings, notes.settings);
        if (notes.key) signingKey.restore(notes.key);
        if (notes.use) dailyUse.restore(notes.use);
        if (notes.config) Object.assign(notificationConfig, notes.config);
      },
    },
  );
  if (journal.load()) for (const order of orders.all()) scheduleOrder(world, order);
  return journal;
}

interface KeptNotes {
  readonly run: number;
  readonly count: number;
  readonly aheadMs: number;
  readonly settings: object;
  readonly key: { readonly kid: string; readonly pem: string };
  readonly use: { readonly day: number; readonly counts: Readonly<Record<string, number>> };
  readonly config: object;
}
