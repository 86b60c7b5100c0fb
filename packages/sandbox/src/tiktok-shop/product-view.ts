import { amountText } from '../stage/amounts.ts';
import type { JsonObject } from './call.ts';
import { categories } from './category-calls.ts';
import { type Market, marketOf } from './markets.ts';
import type { Product, Sku } from './model.ts';
import { pictureView } from './picture-calls.ts';
import type { World } from './world.ts';

function marketOfProduct(world: World, product: Product): Market {
  return marketOf(world.shops.get(product.shopId)?.region ?? '');
}

function skuView(sku: Sku, market: Market): JsonObject {
  const price = amountText(sku.priceMinor, market.decimals);
  return {
    id: sku.id,
    seller_sku: sku.sellerSku,
    price: { currency: market.currency, sale_price: price, tax_exclusive_price: price },
    ...(sku.barcode ? { identifier_code: { code: sku.barcode, type: 'GTIN' } } : {}),
    inventory: sku.stock.map((stock) => ({ warehouse_id: stock.warehouseId, quantity: stock.available })),
    status_info: { status: 'NORMAL' },
  };
}

const auditStatus = (product: Product): string =>
  product.status === 'PENDING' ? 'AUDITING' : product.status === 'FAILED' ? 'FAILED' : 'APPROVED';

/** A product as the search gives it: no images, no description. */
export function productSummary(world: World, product: Product): JsonObject {
  const market = marketOfProduct(world, product);
  return {
    id: product.id,
    title: product.title,
    status: product.status,
    skus: product.skus.map((sku) => skuView(sku, market)),
    sales_regions: [market.region],
    create_time: product.createTime,
    update_time: product.updateTime,
    is_not_for_sale: false,
    audit: { status: auditStatus(product) },
    has_draft: false,
  };
}

/** A product as the detail call gives it. */
export function productDetail(world: World, product: Product): JsonObject {
  const market = marketOfProduct(world, product);
  return {
    id: product.id,
    title: product.title,
    description: product.description ?? `<p>${product.title}</p>`,
    status: product.status,
    product_status: product.status === 'PENDING' || product.status === 'FAILED' ? 'INITIAL' : product.status,
    audit: { status: auditStatus(product) },
    category_chains: categories.map((category) => ({
      id: category.id,
      parent_id: category.parentId,
      local_name: category.name,
      is_leaf: category.isLeaf,
    })),
    product_attributes: (product.attributes ?? []).map(({ id, name, value }) => ({ id, name, values: [{ id: '', name: value }] })),
    main_images: (product.images ?? [product.id]).map((name) => pictureView(world, name)),
    package_weight: { value: '0.5', unit: market.region === 'US' ? 'POUND' : 'KILOGRAM' },
    package_dimensions: { length: '20', width: '15', height: '10', unit: market.region === 'US' ? 'INCH' : 'CENTIMETER' },
    skus: product.skus.map((sku) => ({
      ...skuView(sku, market),
      sales_attributes:
        product.skus.length > 1 ? [{ id: '100089', name: 'Variant', value_id: sku.id.slice(-8), value_name: sku.name }] : [],
    })),
    is_cod_allowed: market.region === 'ID',
    is_not_for_sale: false,
    has_draft: false,
    create_time: product.createTime,
    update_time: product.updateTime,
  };
}
