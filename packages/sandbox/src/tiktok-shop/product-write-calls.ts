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
} from './call.ts';
import { categoryAttributes, leafOf } from './category-calls.ts';
import { type Market, marketOf } from './markets.ts';
import type { Product, ProductAttribute, Shop, Sku } from './model.ts';
import { pictureName } from './picture-calls.ts';
import { announceCreation, submitProduct } from './product-life.ts';
import { missing, Refusal } from './refusal.ts';
import type { World } from './world.ts';

const longTitles = ['DE', 'ES', 'FR', 'IE', 'IT', 'JP', 'GB', 'US', 'BR', 'MX'];
const mostDescription = 10_000;
const mostImages = 9;
const mostUnits = 99_999;
const mostSkus = 100;

/** Everything is judged before anything is made. */
export function createProduct(call: Call): Answer {
  const { world, body } = call;
  const shop = shopOf(call);
  const market = marketOf(shop.region);
  const categoryId = requiredText(body, 'category_id');
  if (!leafOf(categoryId)) throw new Refusal(12052220, 'The category is unknown or not a leaf');
  readWeight(body);
  const now = world.clock.nowSeconds();
  const product: Product = {
    id: world.identifiers.next('product'),
    shopId: shop.id,
    title: titleOf(requiredText(body, 'title'), market),
    description: descriptionOf(requiredText(body, 'description')),
    categoryId,
    images: imagesOf(world, body),
    attributes: attributesOf(body),
    status: 'PENDING',
    skus: skusOf(call, shop, market),
    createTime: now,
    updateTime: now,
  };
  announceCreation(world, product);
  return { product_id: product.id, skus: product.skus.map((sku) => ({ id: sku.id, seller_sku: sku.sellerSku, sales_attributes: [] })) };
}

/** Only what the body names. A live product is audited again. */
export function editProduct(call: Call): Answer {
  const { world, body } = call;
  const product = productOf(call, param(call));
  if (product.status === 'FREEZE' || product.status === 'DELETED') throw new Refusal(12052901, 'Wrong state');
  const title = textField(body, 'title');
  const description = textField(body, 'description');
  const changed = {
    ...(title !== undefined && { title: titleOf(title, marketOf(shopOf(call).region)) }),
    ...(description !== undefined && { description: descriptionOf(description) }),
    ...('main_images' in body && { images: imagesOf(world, body) }),
    ...('product_attributes' in body && { attributes: attributesOf(body) }),
  };
  Object.assign(product, changed);
  product.updateTime = world.clock.nowSeconds();
  world.products.save(product);
  if (product.status === 'ACTIVATE') submitProduct(world, product);
  return { product_id: product.id };
}

/** A title may be short in some markets only. */
function titleOf(title: string, market: Market): string {
  const least = longTitles.includes(market.region) ? 1 : 25;
  const most = market.region === 'BR' || market.region === 'MX' ? 300 : 255;
  if (title.length < least || title.length > most) throw new Refusal(12052251, `The title must have ${least} to ${most} characters`);
  return title;
}

function descriptionOf(description: string): string {
  if (description.length > mostDescription) throw new Refusal(12052252, 'The description has more than 10000 characters');
  return description;
}

function imagesOf(world: World, body: JsonObject): string[] {
  const images = objectList(body, 'main_images');
  if (images.length > mostImages) throw new Refusal(12038001, 'More than 9 main images');
  return images.map((image) => pictureName(world, requiredText(image, 'uri')));
}

function readWeight(body: JsonObject): void {
  const weight = objectField(body, 'package_weight');
  if (!weight) throw new Refusal(12052041, 'The package weight is missing');
  const isNumber = /^\d+(\.\d{1,3})?$/.test(requiredText(weight, 'value'));
  if (!isNumber || !['KILOGRAM', 'POUND', 'GRAM'].includes(requiredText(weight, 'unit'))) throw missing('package_weight');
}

function attributesOf(body: JsonObject): ProductAttribute[] {
  if (body.product_attributes === undefined) return [];
  return objectList(body, 'product_attributes').map((item) => {
    const attribute = categoryAttributes.find(({ id, type }) => id === textField(item, 'id') && type === 'PRODUCT_PROPERTY');
    if (!attribute) throw new Refusal(12052104, 'The attribute does not belong to the category');
    const [first] = objectList(item, 'values');
    const value = attribute.values.find(({ id }) => id === textField(first ?? {}, 'id'));
    const name = value?.name ?? (attribute.isCustomizable ? textField(first ?? {}, 'name') : undefined);
    if (!name) throw new Refusal(12052105, `The value is not one of the attribute '${attribute.name}'`);
    return { id: attribute.id, name: attribute.name, value: name };
  });
}

function skusOf(call: Call, shop: Shop, market: Market): Sku[] {
  const items = objectList(call.body, 'skus');
  if (items.length > mostSkus) throw new Refusal(12052240, 'Too many SKUs');
  return items.map((item) => {
    const sellerSku = textField(item, 'seller_sku') ?? '';
    if (/\s/.test(sellerSku) || sellerSku.length > 50) throw new Refusal(12052253, 'The seller SKU has blanks or is too long');
    const options = item.sales_attributes === undefined || items.length === 1 ? [] : objectList(item, 'sales_attributes');
    if (items.length > 1 && options.length === 0) throw new Refusal(12052103, 'Several SKUs need sales attributes');
    const barcode = textField(objectField(item, 'identifier_code') ?? {}, 'code');
    return {
      id: call.world.identifiers.next('product'),
      sellerSku,
      name: options.map((option) => requiredText(option, 'value_name')).join(', ') || 'Default',
      ...(barcode ? { barcode } : {}),
      priceMinor: priceOf(item, market),
      stock: objectList(item, 'inventory').map((entry) => {
        const warehouseId = requiredText(entry, 'warehouse_id');
        const quantity = numberField(entry, 'quantity') ?? 0;
        if (!shop.warehouses.some(({ id, type }) => id === warehouseId && type === 'SALES_WAREHOUSE')) {
          throw new Refusal(12052097, 'The warehouse is unknown');
        }
        if (quantity < 1 || quantity > mostUnits) throw new Refusal(12052055, 'The quantity is out of range');
        return { warehouseId, available: quantity, committed: 0 };
      }),
    };
  });
}

function priceOf(item: JsonObject, market: Market): number {
  const price = objectField(item, 'price');
  if (!price) throw missing('price');
  if (requiredText(price, 'currency') !== market.currency) throw new Refusal(12052084, 'Wrong currency');
  const minor = amountMinor(requiredText(price, 'amount'), market.decimals);
  if (minor === undefined || minor <= 0) throw new Refusal(12052073, 'The price is invalid');
  return minor;
}
