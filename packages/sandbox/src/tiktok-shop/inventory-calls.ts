import { amountMinor } from '../stage/amounts.ts';
import {
  type Answer,
  type Call,
  type JsonObject,
  numberField,
  objectField,
  objectList,
  param,
  productOf,
  requiredText,
  shopOf,
  textField,
  textList,
} from './call.ts';
import { marketOf } from './markets.ts';
import type { Product, Sku } from './model.ts';
import { missing, Refusal } from './refusal.ts';
import { setStock } from './stock.ts';

const mostProducts = 100;
const mostSkus = 600;
const mostUnits = 99_999;

/** SKU ids win over product ids. Not paged. */
export function searchInventory(call: Call): Answer {
  const shop = shopOf(call);
  const skuIds = textList(call.body, 'sku_ids');
  const productIds = textList(call.body, 'product_ids');
  if (!skuIds?.length && !productIds?.length) throw missing('product_ids');
  if ((skuIds?.length ?? 0) > mostSkus || (productIds?.length ?? 0) > mostProducts) throw new Refusal(12019120, 'Too many ids');
  const isWanted = (product: Product, sku: Sku): boolean =>
    product.shopId === shop.id && (skuIds?.length ? skuIds.includes(sku.id) : (productIds ?? []).includes(product.id));
  const inventory = [...call.world.products.all()]
    .map((product) => ({ product_id: product.id, skus: product.skus.filter((sku) => isWanted(product, sku)).map(skuInventory) }))
    .filter((item) => item.skus.length > 0);
  return { inventory };
}

function skuInventory(sku: Sku): JsonObject {
  const available = sku.stock.reduce((sum, stock) => sum + stock.available, 0);
  return {
    id: sku.id,
    seller_sku: sku.sellerSku,
    total_available_quantity: available,
    total_committed_quantity: sku.stock.reduce((sum, stock) => sum + stock.committed, 0),
    warehouse_inventory: sku.stock.map((stock) => ({
      warehouse_id: stock.warehouseId,
      available_quantity: stock.available,
      committed_quantity: stock.committed,
    })),
    total_available_inventory_distribution: { in_shop_inventory: { quantity: available } },
  };
}

/** Absolute quantities; each SKU must name all of its warehouses. Single SKUs may fail. */
export function updateInventory(call: Call): Answer {
  const product = productOf(call, param(call));
  if (product.status === 'FREEZE' || product.status === 'DELETED') throw new Refusal(12052901, 'Wrong state');
  if (!Array.isArray(call.body.skus) || call.body.skus.length === 0) throw new Refusal(12052902, 'The list of SKUs is empty');
  const errors = [];
  for (const item of objectList(call.body, 'skus')) {
    const skuId = requiredText(item, 'id');
    try {
      const sku = skuOf(product, skuId);
      setStock(call.world, product, sku, quantitiesFor(sku, item), 'api_sync');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const extra = [{ code: error.code, message: error.message }];
      errors.push({ code: 12052990, message: 'Some warehouses failed', detail: { sku_id: skuId, extra_errors: extra } });
    }
  }
  return errors.length > 0 ? { errors } : undefined;
}

function skuOf(product: Product, id: string): Sku {
  const sku = product.skus.find((candidate) => candidate.id === id);
  if (!sku) throw new Refusal(12052556, `SKU '${id}' is unknown or not of this product`);
  return sku;
}

function quantitiesFor(sku: Sku, item: JsonObject): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const entry of objectList(item, 'inventory')) {
    const only = sku.stock.length === 1 ? sku.stock[0]?.warehouseId : undefined;
    const warehouseId = textField(entry, 'warehouse_id') ?? only;
    const quantity = numberField(entry, 'quantity');
    if (warehouseId === undefined || !sku.stock.some((stock) => stock.warehouseId === warehouseId)) {
      throw new Refusal(12052097, 'The warehouse is unknown');
    }
    if (quantities.has(warehouseId)) throw new Refusal(12052555, 'A warehouse is named twice');
    if (quantity === undefined || quantity < 0 || quantity > mostUnits) throw new Refusal(12052055, 'The quantity is out of range');
    quantities.set(warehouseId, quantity);
  }
  if (quantities.size !== sku.stock.length) throw new Refusal(12019028, 'All warehouses of the SKU must be named');
  return quantities;
}

/** All or nothing. */
export function updatePrices(call: Call): Answer {
  const product = productOf(call, param(call));
  if (product.status !== 'ACTIVATE') throw new Refusal(12052038, 'Only active products');
  const market = marketOf(shopOf(call).region);
  const changes = objectList(call.body, 'skus').map((item) => {
    const sku = skuOf(product, requiredText(item, 'id'));
    const price = objectField(item, 'price');
    if (!price) throw missing('price');
    if (requiredText(price, 'currency') !== market.currency) throw new Refusal(12052084, 'Wrong currency');
    const minor = amountMinor(textField(price, 'sale_price') ?? requiredText(price, 'amount'), market.decimals);
    if (minor === undefined || minor <= 0) throw new Refusal(12052073, 'The price is invalid');
    return { sku, minor };
  });
  for (const { sku, minor } of changes) sku.priceMinor = minor;
  product.updateTime = call.world.clock.nowSeconds();
  call.world.products.save(product);
  return undefined;
}
