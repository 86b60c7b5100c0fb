import { type ScenarioRequest, Scenarios } from '../stage/scenarios.ts';
import { placeOrder } from './order-placement.ts';
import { isAuthorized } from './tokens.ts';
import type { World } from './world.ts';

const fewUnits = 5;
const manyUnits = 1_000;

/** Buyers of this marketplace that order by themselves. */
export function openScenarios(world: World): Scenarios<ScenarioRequest> {
  return new Scenarios({
    sellingShops: () => sellingShops(world),
    order: (shopIds) => placeOrder(world, { shopId: world.random.pick(shopIds) }),
    replenish: () => replenish(world),
  });
}

function sellingShops(world: World): string[] {
  const ids = [...world.sellers.all()].map(({ id }) => id);
  const authorized = ids.filter((id) => isAuthorized(world, id));
  return authorized.length > 0 ? authorized : ids;
}

function replenish(world: World): void {
  for (const item of world.items.all()) {
    if ((item.quantity ?? 0) < fewUnits) world.items.save(Object.assign(item, { quantity: manyUnits }));
  }
  for (const offer of world.offers.all()) {
    if ((offer.availableQuantity ?? manyUnits) < fewUnits) world.offers.save(Object.assign(offer, { availableQuantity: manyUnits }));
  }
}
