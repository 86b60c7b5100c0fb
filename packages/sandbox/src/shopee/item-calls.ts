import { type Answer, type Call, idField, numberField, productOf, shopOf } from './call.ts';
import { newStock, priceMinor, readItemFields, refuseUneditable } from './item-fields.ts';
import { amountOf, channelOf, marketOf } from './markets.ts';
import type { Product } from './model.ts';
import { pictureUrl } from './picture-calls.ts';
import { sellerStock } from './product-view.ts';
import { wrong } from './refusal.ts';

const neededFields = ['item_name', 'description', 'category_id', 'original_price', 'weight', 'image', 'logistic_info'];

/** Makes an item without variations; `init_tier_variation` may follow some seconds later. */
export function addItem(call: Call): Answer {
  const { world, body } = call;
  const shop = shopOf(call);
  const market = marketOf(shop.region);
  for (const name of neededFields) if (body[name] === undefined) throw wrong(name);
  const fields = readItemFields(call);
  const price = priceMinor(numberField(body, 'original_price'), market);
  const now = world.clock.nowSeconds();
  const sku = fields.sku ?? '';
  const gtin = fields.gtin ?? '';
  const product: Product = {
    id: world.identifiers.number(),
    shopId: shop.id,
    title: '',
    description: '',
    categoryId: 0,
    status: 'NORMAL',
    condition: 'NEW',
    weightKg: 0,
    imageIds: [],
    brand: { id: 0, name: 'NoBrand' },
    attributes: [],
    channelIds: [],
    ...fields,
    sku,
    gtin,
    tiers: [],
    models: [{ id: '0', tierIndex: [], name: '', sku, gtin, priceMinor: price, stock: newStock(call, body), reserved: 0 }],
    isLocked: false,
    createTime: now,
    updateTime: now,
  };
  world.products.save(product);
  return { response: changedView(call, product) };
}

export function updateItem(call: Call): Answer {
  const { world, body } = call;
  const product = productOf(call, idField(body, 'item_id'));
  const fields = readItemFields(call);
  refuseUneditable(product, 'error_cannt_edit_item_in_promotion');
  Object.assign(product, fields, { updateTime: world.clock.nowSeconds() });
  const [only] = product.models;
  // The code of an item without variations is the code of what is sold.
  if (only?.id === '0') product.models = [{ ...only, sku: product.sku, gtin: product.gtin }];
  world.products.save(product);
  return { response: changedView(call, product) };
}

/** The answer's own names: `images`, `attribute`, one `price_info`. */
function changedView(call: Call, product: Product): Readonly<Record<string, unknown>> {
  const market = marketOf(shopOf(call).region);
  const [first] = product.models;
  const price = amountOf(first?.priceMinor ?? 0, market);
  return {
    item_id: Number(product.id),
    item_name: product.title,
    item_status: product.status,
    description: product.description,
    category_id: product.categoryId,
    price_info: { original_price: price, current_price: price },
    images: { image_id_list: product.imageIds, image_url_list: product.imageIds.map((id) => pictureUrl(call.world, id)) },
    weight: product.weightKg,
    dimension: { package_length: 20, package_width: 15, package_height: 10 },
    logistic_info: product.channelIds.map((id) => ({ logistic_id: id, logistic_name: channelOf(market.region, id).name, enabled: true })),
    attribute: product.attributes.map(({ id, valueId }) => ({ attribute_id: id, attribute_value_list: [{ value_id: valueId }] })),
    seller_stock: first ? sellerStock(first) : [],
    pre_order: { is_pre_order: false, days_to_ship: 2 },
    brand: { brand_id: product.brand.id, original_brand_name: product.brand.name },
    condition: product.condition,
  };
}

/** The item shows as `SELLER_DELETE` from now on. */
export function deleteItem(call: Call): Answer {
  const { world, body } = call;
  const product = productOf(call, idField(body, 'item_id'));
  refuseUneditable(product, 'error_cannt_delete_in_promotion');
  product.status = 'SELLER_DELETE';
  product.updateTime = world.clock.nowSeconds();
  world.products.save(product);
  return {};
}
