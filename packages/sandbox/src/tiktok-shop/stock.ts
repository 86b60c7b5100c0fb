import type { OrderLine, Product, Sku, Stock } from './model.ts';
import type { World } from './world.ts';

type StockChange = 'order_created' | 'order_canceled' | 'order_shipped' | 'manual_adjustment' | 'api_sync' | 'system_auto_replenish';

export function findSku(world: World, skuId: string): { product: Product; sku: Sku } | undefined {
  for (const product of world.products.all()) {
    const sku = product.skus.find((candidate) => candidate.id === skuId);
    if (sku) return { product, sku };
  }
  return undefined;
}

function moveUnit(world: World, line: OrderLine, source: StockChange, availableDelta: number, committedDelta: number): void {
  const product = world.products.get(line.productId);
  const sku = product?.skus.find((candidate) => candidate.id === line.skuId);
  const stock = sku?.stock.find((candidate) => candidate.warehouseId === line.warehouseId);
  if (!product || !sku || !stock) return;
  stock.available += availableDelta;
  stock.committed += committedDelta;
  world.products.save(product);
  announceStock(world, product, sku, source, { available: availableDelta, committed: committedDelta });
}

export const reserveUnit = (world: World, line: OrderLine): void => moveUnit(world, line, 'order_created', -1, 1);
export const releaseUnit = (world: World, line: OrderLine): void => moveUnit(world, line, 'order_canceled', 1, -1);
export const consumeUnit = (world: World, line: OrderLine): void => moveUnit(world, line, 'order_shipped', 0, -1);

/** The warehouse that can serve so many units, if any. */
export function stockWith(sku: Sku, units: number): Stock | undefined {
  return sku.stock.find((stock) => stock.available >= units);
}

/** Sets absolute quantities, as a seller or the API does. */
export function setStock(world: World, product: Product, sku: Sku, quantities: ReadonlyMap<string, number>, source: StockChange): void {
  let delta = 0;
  for (const stock of sku.stock) {
    const quantity = quantities.get(stock.warehouseId);
    if (quantity === undefined) continue;
    delta += quantity - stock.available;
    stock.available = quantity;
  }
  product.updateTime = world.clock.nowSeconds();
  world.products.save(product);
  announceStock(world, product, sku, source, { available: delta, committed: 0 });
}

function announceStock(
  world: World,
  product: Product,
  sku: Sku,
  source: StockChange,
  delta: { readonly available: number; readonly committed: number },
): void {
  if (!world.settings.inventoryWebhooks) return;
  const available = sku.stock.reduce((sum, stock) => sum + stock.available, 0);
  const committed = sku.stock.reduce((sum, stock) => sum + stock.committed, 0);
  const occurredAt = new Date(world.clock.nowMs()).toISOString().replace('Z', '000000Z');
  world.emit({
    shopId: product.shopId,
    type: 68,
    fields: {
      event_id: world.identifiers.next('notification'),
      occurred_at: occurredAt,
      seller_id: world.shops.get(product.shopId)?.sellerId,
      product_id: product.id,
      sku_id: sku.id,
      quantity_snapshot_after_change: {
        total_quantity: available + committed,
        total_available_quantity: available,
        total_committed_quantity: committed,
        in_shop_quantity: available,
        campaign_locked_quantity: 0,
        creator_locked_quantity: 0,
      },
      change_detail: [
        {
          idempotency_key: world.identifiers.next('notification'),
          trigger_source: source,
          occurred_at: occurredAt,
          total_available_quantity_delta: delta.available,
          total_committed_quantity_delta: delta.committed,
        },
      ],
    },
  });
}
