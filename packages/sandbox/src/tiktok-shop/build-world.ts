import { Collection } from '../stage/collection.ts';
import { Random } from '../stage/random.ts';
import type { SandboxClock } from '../stage/sandbox-clock.ts';
import { Timeline } from '../stage/timeline.ts';
import { Faults } from './faults.ts';
import { Identifiers } from './identifiers.ts';
import { type Settings, startingSettings } from './settings.ts';
import { startingProducts } from './starting-products.ts';
import { startingSellers, startingShops } from './starting-shops.ts';
import { type AppCredentials, freshCounters, type WebhookEvent, type World } from './world.ts';

/** An empty marketplace with its sellers and shops. `run` makes the ids of this run differ from those of others. */
export function buildWorld(
  app: AppCredentials,
  clock: SandboxClock,
  options: { readonly run: number; readonly settings: Partial<Settings> },
  emit: (event: WebhookEvent) => void,
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
    sellers: new Collection(),
    shops: new Collection(),
    products: new Collection(),
    pictures: new Collection(),
    orders: new Collection(),
    parcels: new Collection(),
    cancellations: new Collection(),
    codes: new Collection(),
    accessGrants: new Collection(),
    refreshGrants: new Collection(),
    shopWebhooks: new Collection(),
    callLog: [],
    emit,
    address: { url: '' },
  };
  for (const seller of startingSellers) world.sellers.restore(seller);
  for (const shop of startingShops) world.shops.restore(shop);
  return world;
}

/** Catalogues for a marketplace that has none yet. */
export function stockShelves(world: World): void {
  if (world.products.size > 0) return;
  for (const shop of world.shops.all()) {
    for (const product of startingProducts(shop, world.clock.nowSeconds())) world.products.save(product);
  }
}
