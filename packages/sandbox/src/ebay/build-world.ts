import { Collection } from '../stage/collection.ts';
import { Random } from '../stage/random.ts';
import type { SandboxClock } from '../stage/sandbox-clock.ts';
import { Timeline } from '../stage/timeline.ts';
import { DailyUse } from './daily-use.ts';
import { Faults } from './faults.ts';
import { Identifiers } from './identifiers.ts';
import { type Settings, startingSettings } from './settings.ts';
import { SigningKey } from './signing-key.ts';
import { placeArticle, startingArticles } from './starting-articles.ts';
import { startingSellers } from './starting-sellers.ts';
import { type AppCredentials, freshCounters, type NotificationEvent, type World } from './world.ts';

/** An empty marketplace with its sellers. `run` makes the ids of this run differ from those of others. */
export function buildWorld(
  app: AppCredentials,
  clock: SandboxClock,
  options: { readonly run: number; readonly settings: Partial<Settings> },
  emit: (event: NotificationEvent) => void,
): World {
  const random = new Random(options.run);
  const world: World = {
    app,
    clock,
    timeline: new Timeline(clock),
    random,
    identifiers: new Identifiers(options.run),
    settings: { ...startingSettings, ...options.settings },
    faults: new Faults(random),
    counters: freshCounters(),
    dailyUse: new DailyUse(),
    signingKey: new SigningKey(),
    sellers: new Collection(),
    codes: new Collection(),
    accessGrants: new Collection(),
    refreshGrants: new Collection(),
    orders: new Collection(),
    fulfillments: new Collection(),
    items: new Collection(),
    groups: new Collection(),
    offers: new Collection(),
    locations: new Collection(),
    destinations: new Collection(),
    subscriptions: new Collection(),
    notificationConfig: { alertEmail: '' },
    busySkus: new Set(),
    callLog: [],
    emit,
    address: { url: '' },
  };
  for (const seller of startingSellers) world.sellers.restore(seller);
  return world;
}

/** Listings for a marketplace that has none yet. */
export function stockShelves(world: World): void {
  if (world.items.size > 0) return;
  for (const [place, seller] of startingSellers.entries()) {
    for (const [number, article] of startingArticles.entries()) placeArticle(world, seller, article, { place, number });
  }
}
