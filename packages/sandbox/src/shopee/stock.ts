import type { Model, OrderLine, Product } from './model.ts';
import type { World } from './world.ts';

export function findModel(world: World, itemId: string, modelId: string): { product: Product; model: Model } | undefined {
  const product = world.products.get(itemId);
  const model = product?.models.find((candidate) => candidate.id === modelId);
  return product && model ? { product, model } : undefined;
}

/** What buyers can order now. */
export const unitsOf = (model: Model): number => model.stock.reduce((sum, stock) => sum + stock.units, 0);

/** The first place that holds so many units, if any. */
export const placeWith = (model: Model, units: number): string | undefined => model.stock.find((stock) => stock.units >= units)?.locationId;

/** An order takes its units at once; what was kept back for a promotion goes first, and push 8 tells of it. */
export const takeUnits = (world: World, orderId: string, line: OrderLine): void =>
  moveUnits(world, orderId, line, -line.quantity, 'place_order');

export const returnUnits = (world: World, orderId: string, line: OrderLine, units: number): void =>
  moveUnits(world, orderId, line, units, 'cancel_order');

function moveUnits(world: World, orderId: string, line: OrderLine, delta: number, action: 'place_order' | 'cancel_order'): void {
  const found = findModel(world, line.itemId, line.modelId);
  const stock = found?.model.stock.find((candidate) => candidate.locationId === line.locationId);
  if (!found || !stock) return;
  stock.units += delta;
  const before = found.model.reserved;
  if (before > 0 && delta < 0) found.model.reserved = Math.max(0, before + delta);
  world.products.save(found.product);
  if (before !== found.model.reserved) announceReserved(world, found.product, found.model, { before, orderId, action });
}

function announceReserved(
  world: World,
  product: Product,
  model: Model,
  change: { readonly before: number; readonly orderId: string; readonly action: string },
): void {
  world.emit({
    code: 8,
    shopId: product.shopId,
    fields: {
      shop_id: Number(product.shopId),
      item_id: Number(product.id),
      variation_id: Number(model.id),
      changed_values: [{ name: 'reserved_stock', old: change.before, new: model.reserved }],
      promotion_type: 'flash_sale',
      promotion_id: 1,
      action: change.action,
      ordersn: change.orderId,
      update_time: world.clock.nowSeconds(),
    },
  });
}

/** Sets absolute quantities by place, as a seller or the API does. */
export function setStock(world: World, product: Product, model: Model, units: ReadonlyMap<string, number>): void {
  for (const stock of model.stock) stock.units = units.get(stock.locationId) ?? stock.units;
  product.updateTime = world.clock.nowSeconds();
  world.products.save(product);
}
