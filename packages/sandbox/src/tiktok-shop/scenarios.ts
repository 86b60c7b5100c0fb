import { type ScenarioRequest as AnyScenario, Scenarios } from '../stage/scenarios.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import { findSku, setStock } from './stock.ts';
import { isAuthorized } from './tokens.ts';
import type { World } from './world.ts';

export interface ScenarioRequest extends AnyScenario {
  /** Share of orders that start as `AWAITING_SHIPMENT`; the others live from `UNPAID` on. Default 1. */
  readonly readyShare?: number;
  readonly shippingType?: OrderRequest['shippingType'];
}

/** Buyers of this marketplace that order by themselves. */
export function openScenarios(world: World): Scenarios<ScenarioRequest> {
  return new Scenarios({
    sellingShops: () => sellingShops(world),
    order(shopIds, { readyShare = 1, shippingType }) {
      const isReady = world.random.next() < readyShare;
      placeOrder(world, {
        shopId: world.random.pick(shopIds),
        ...(isReady ? { status: 'AWAITING_SHIPMENT' } : {}),
        ...(shippingType ? { shippingType } : {}),
      });
    },
    replenish: () => replenish(world),
  });
}

function sellingShops(world: World): string[] {
  const shops = [...world.shops.all()];
  const authorized = shops.filter((shop) => isAuthorized(world, shop.sellerId));
  return (authorized.length > 0 ? authorized : shops).map((shop) => shop.id);
}

function replenish(world: World): void {
  for (const product of world.products.all()) {
    for (const { id } of product.skus) {
      const found = findSku(world, id);
      if (!found?.sku.stock.some((stock) => stock.available < 5)) continue;
      const full = new Map(found.sku.stock.map((stock) => [stock.warehouseId, 1_000]));
      setStock(world, product, found.sku, full, 'system_auto_replenish');
    }
  }
}
