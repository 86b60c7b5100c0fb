import { type ScenarioRequest as AnyScenario, Scenarios } from '../stage/scenarios.ts';
import { moveQuantity, quantityOf } from './offer.ts';
import { placeOrder, shopIds } from './order-placement.ts';
import { isAuthorized } from './tokens.ts';
import type { World } from './world.ts';

export interface ScenarioRequest extends AnyScenario {
  /** Share of orders that start as `UNSHIPPED`; the others live from `PENDING` on. Default 1. */
  readonly readyShare?: number;
}

const fewUnits = 5;
const manyUnits = 1_000;

/** Buyers of this marketplace that order by themselves. */
export function openScenarios(world: World): Scenarios<ScenarioRequest> {
  return new Scenarios({
    sellingShops: () => sellingShops(world),
    order(ids, { readyShare = 1 }) {
      const isReady = world.random.next() < readyShare;
      placeOrder(world, { shopId: world.random.pick(ids), ...(isReady ? { status: 'UNSHIPPED' } : {}) });
    },
    replenish: () => replenish(world),
  });
}

function sellingShops(world: World): string[] {
  const all = shopIds(world);
  const authorized = all.filter((id) => isAuthorized(world, id.split(':')[0] ?? ''));
  return authorized.length > 0 ? authorized : all;
}

function replenish(world: World): void {
  for (const listing of world.listings.all()) {
    const left = quantityOf(listing);
    if (left !== undefined && left < fewUnits) moveQuantity(world, listing.id, manyUnits - left);
  }
}
