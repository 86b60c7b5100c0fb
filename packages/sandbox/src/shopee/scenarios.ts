import { type ScenarioRequest as AnyScenario, Scenarios } from '../stage/scenarios.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import { unitsOf } from './stock.ts';
import { isLinked } from './tokens.ts';
import type { World } from './world.ts';

export interface ScenarioRequest extends AnyScenario {
  /** Share of orders that start as `READY_TO_SHIP`; the others live from `UNPAID` on. Default 1. */
  readonly readyShare?: number;
  readonly channel?: OrderRequest['channel'];
}

const fewUnits = 5;
const manyUnits = 1_000;

/** Buyers of this marketplace that order by themselves. */
export function openScenarios(world: World): Scenarios<ScenarioRequest> {
  return new Scenarios({
    sellingShops: () => sellingShops(world),
    order(shopIds, { readyShare = 1, channel }) {
      const isReady = world.random.next() < readyShare;
      placeOrder(world, {
        shopId: world.random.pick(shopIds),
        ...(isReady ? { status: 'READY_TO_SHIP' } : {}),
        ...(channel ? { channel } : {}),
      });
    },
    replenish: () => replenish(world),
  });
}

function sellingShops(world: World): string[] {
  const shops = [...world.shops.all()];
  const linked = shops.filter((shop) => isLinked(world, shop.id));
  return (linked.length > 0 ? linked : shops).map((shop) => shop.id);
}

function replenish(world: World): void {
  for (const product of world.products.all()) {
    for (const model of product.models) {
      if (unitsOf(model) >= fewUnits) continue;
      for (const stock of model.stock) stock.units = manyUnits;
      world.products.save(product);
    }
  }
}
