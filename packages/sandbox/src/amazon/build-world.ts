import { Collection } from '../stage/collection.ts';
import { Random } from '../stage/random.ts';
import type { SandboxClock } from '../stage/sandbox-clock.ts';
import { Timeline } from '../stage/timeline.ts';
import { Faults } from './faults.ts';
import { Identifiers } from './identifiers.ts';
import { type Settings, startingSettings } from './settings.ts';
import { startingListings } from './starting-listings.ts';
import { startingSellers } from './starting-sellers.ts';
import { type AppCredentials, type AwsAccount, freshCounters, type Notice, type World } from './world.ts';

/** An empty marketplace with its sellers. `run` makes the ids of this run differ from those of others. */
export function buildWorld(
  parties: { readonly app: AppCredentials; readonly aws: AwsAccount },
  clock: SandboxClock,
  options: { readonly run: number; readonly settings: Partial<Settings> },
  emit: (notice: Notice) => void,
): World {
  const random = new Random(options.run);
  const world: World = {
    ...parties,
    clock,
    timeline: new Timeline(clock),
    random,
    identifiers: new Identifiers(options.run),
    settings: { ...startingSettings, ...options.settings },
    faults: new Faults(random),
    counters: freshCounters(),
    sellers: new Collection(),
    listings: new Collection(),
    orders: new Collection(),
    shipments: new Collection(),
    codes: new Collection(),
    accessGrants: new Collection(),
    refreshGrants: new Collection(),
    destinations: new Collection(),
    subscriptions: new Collection(),
    messages: new Collection(),
    feeds: new Collection(),
    feedDocuments: new Collection(),
    callLog: [],
    emit,
    address: { url: '' },
  };
  for (const seller of startingSellers) world.sellers.restore({ ...seller, walletMinor: { ...seller.walletMinor } });
  return world;
}

/** Catalogues for a marketplace that has none yet. */
export function stockShelves(world: World): void {
  if (world.listings.size > 0) return;
  for (const seller of world.sellers.all()) {
    for (const marketplaceId of seller.marketplaceIds) {
      for (const listing of startingListings(seller, marketplaceId, world.clock.nowMs())) world.listings.save(listing);
    }
  }
}
