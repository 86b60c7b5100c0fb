import type { Product } from './model.ts';
import { placeOrder } from './order-placement.ts';
import { findModel, unitsOf } from './stock.ts';
import type { World } from './world.ts';

/** One thing that is sold; `modelId` is left out (or `0`) for an item without variations. */
export interface Article {
  readonly itemId: string;
  readonly modelId?: string;
}

/** How many of a thing are there. */
export interface StockRow {
  readonly shopId: string;
  readonly itemId: string;
  readonly modelId: string;
  readonly sellerCode: string;
  readonly units: number;
  readonly reserved: number;
}

/** Ids may come as numbers, over HTTP. @throws RangeError */
function find(world: World, { itemId, modelId = '0' }: Article): NonNullable<ReturnType<typeof findModel>> {
  const found = findModel(world, String(itemId), String(modelId));
  if (!found) throw new RangeError(`no item ${itemId} with model ${modelId}`);
  return found;
}

/** A buyer takes units if the shown quantity allows it. */
export function buy(world: World, article: Article, quantity: number): { isAllowed: boolean; orderId?: string } {
  const { product, model } = find(world, article);
  if (product.status !== 'NORMAL' || unitsOf(model) < quantity) return { isAllowed: false };
  const lines = [{ itemId: product.id, modelId: model.id, quantity }];
  return { isAllowed: true, orderId: placeOrder(world, { shopId: product.shopId, status: 'READY_TO_SHIP', lines }).id };
}

/** Units in orders that were not cancelled. */
export function soldQuantity(world: World, article: Article): number {
  const { product, model } = find(world, article);
  const lines = [...world.orders.all()].flatMap((order) => order.lines);
  const own = lines.filter((line) => line.itemId === product.id && line.modelId === model.id);
  return own.reduce((sum, line) => sum + line.quantity - line.cancelled, 0);
}

/** The seller changes stock by hand, in every place. */
export function changeStock(world: World, article: Article, change: { readonly units?: number; readonly reserved?: number }): void {
  const { product, model } = find(world, article);
  for (const stock of model.stock) stock.units = change.units ?? stock.units;
  model.reserved = change.reserved ?? model.reserved;
  world.products.save(product);
}

export const listingsOf = (world: World, shopId: string): Product[] =>
  [...world.products.all()].filter((product) => product.shopId === String(shopId));

export function stockRows(world: World, shopId: string): StockRow[] {
  return listingsOf(world, shopId).flatMap((product) =>
    product.models.map((model) => ({
      shopId: product.shopId,
      itemId: product.id,
      modelId: model.id,
      sellerCode: model.sku,
      units: unitsOf(model),
      reserved: model.reserved,
    })),
  );
}
