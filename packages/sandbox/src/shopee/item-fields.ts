import { type Call, isObject, type JsonObject, numberField, objectField, objectList, shopOf, textField } from './call.ts';
import { isLeaf } from './categories.ts';
import { type Market, marketOf } from './markets.ts';
import type { Model, Product, Stock } from './model.ts';
import { Refusal, wrong } from './refusal.ts';

const name = { least: 5, most: 255 };
const leastDescription = 20;
const smallestPriceMinor = 10;

/** What `add_item` and `update_item` share; a field that is left out is left as it is. @throws Refusal before anything is changed */
export function readItemFields(call: Call): Partial<Product> {
  const { body } = call;
  const fields: Partial<Product> = {};
  const title = textField(body, 'item_name');
  if (title !== undefined) fields.title = checkTitle(title);
  const description = textField(body, 'description');
  if (description !== undefined && description.length < leastDescription) {
    throw new Refusal('error_desc_length_min_limit', 'The description is too short.');
  }
  if (description !== undefined) fields.description = description;
  const categoryId = numberField(body, 'category_id');
  if (categoryId !== undefined && !isLeaf(categoryId)) throw new Refusal('error_invalid_category', 'The category is not a leaf.');
  if (categoryId !== undefined) fields.categoryId = categoryId;
  const weight = numberField(body, 'weight');
  if (weight !== undefined && weight <= 0) throw wrong('weight');
  if (weight !== undefined) fields.weightKg = weight;
  if (body.image !== undefined) fields.imageIds = readImages(call, objectField(body, 'image') ?? {});
  if (body.logistic_info !== undefined) fields.channelIds = readChannels(call);
  const sku = textField(body, 'item_sku');
  if (sku !== undefined) fields.sku = sku;
  const gtin = textField(body, 'gtin_code');
  if (gtin !== undefined) fields.gtin = gtin;
  return { ...fields, ...readKinds(body) };
}

function checkTitle(title: string): string {
  if (title.length < name.least) throw new Refusal('error_item_name_is_too_short', 'The name is too short.');
  if (title.length > name.most) throw new Refusal('error_title_exceeds_max_length', 'The name is too long.');
  return title;
}

function readKinds(body: JsonObject): Partial<Product> {
  const fields: Partial<Product> = {};
  const status = textField(body, 'item_status');
  if (status !== undefined && status !== 'NORMAL' && status !== 'UNLIST') throw wrong('item_status');
  if (status !== undefined) fields.status = status;
  const condition = textField(body, 'condition');
  if (condition !== undefined && condition !== 'NEW' && condition !== 'USED') throw wrong('condition');
  if (condition !== undefined) fields.condition = condition;
  const brand = objectField(body, 'brand');
  if (brand) fields.brand = { id: numberField(brand, 'brand_id') ?? 0, name: textField(brand, 'original_brand_name') ?? 'NoBrand' };
  if (body.attribute_list !== undefined) fields.attributes = objectList(body, 'attribute_list', 100).map(readAttribute);
  return fields;
}

function readAttribute(source: JsonObject): Product['attributes'][number] {
  const [value] = Array.isArray(source.attribute_value_list) ? source.attribute_value_list : [];
  if (!isObject(value)) throw new Refusal('error_invalid_attribute', 'An attribute needs a value.');
  return {
    id: numberField(source, 'attribute_id') ?? 0,
    valueId: numberField(value, 'value_id') ?? 0,
    text: textField(value, 'original_value_name') ?? '',
  };
}

/** Pictures that were uploaded, or that an item of this shop has already. */
function readImages(call: Call, image: JsonObject): string[] {
  const ids: unknown = image.image_id_list;
  if (!Array.isArray(ids) || ids.length === 0) throw new Refusal('error_image_num_min', 'At least one image is needed.');
  return ids.map((id: unknown) => {
    if (typeof id !== 'string' || !isKnownImage(call, id)) throw new Refusal('error_param', `The image ${String(id)} does not exist.`);
    return id;
  });
}

export function isKnownImage(call: Call, id: string): boolean {
  if (call.world.pictures.get(id)) return true;
  const { id: shopId } = shopOf(call);
  return [...call.world.products.all()].some((product) => product.shopId === shopId && product.imageIds.includes(id));
}

function readChannels(call: Call): number[] {
  const known = marketOf(shopOf(call).region).channels.map((channel) => channel.id);
  const enabled = objectList(call.body, 'logistic_info').filter((info) => info.enabled !== false);
  const ids = enabled.map((info) => numberField(info, 'logistic_id') ?? 0);
  if (ids.length === 0 || ids.some((id) => !known.includes(id))) throw new Refusal('error_param', 'Invalid logistic info.');
  return ids;
}

/** A list price in minor units: whole numbers where the market has no decimals. @throws Refusal */
export function priceMinor(value: number | undefined, market: Market): number {
  const minor = value === undefined ? Number.NaN : value * 10 ** market.decimals;
  const rounded = Math.round(minor);
  if (!(Math.abs(minor - rounded) < 1e-6)) throw new Refusal('error_invalid_price', 'The price has too many decimals.');
  if (rounded < smallestPriceMinor) throw new Refusal('error_price_exceed_min_limitt', 'The price is too low.');
  return rounded;
}

/** Units by place, in the manner of the shop: with places where it has several warehouses, without one elsewhere. @throws Refusal */
export function readStock(rows: readonly JsonObject[], places: readonly string[]): Stock[] {
  const isMulti = places[0] !== '';
  return rows.map((row) => {
    const units = numberField(row, 'stock');
    if (units === undefined || !Number.isInteger(units) || units < 0) throw wrong('stock');
    const locationId = textField(row, 'location_id') ?? '';
    if (isMulti && locationId === '') throw new Refusal('error_busi', 'location_id is needed.');
    if (!places.includes(locationId)) {
      throw new Refusal('error_auth', 'You do not have right to use seller location_id, please only fill seller_stock filed.');
    }
    return { locationId, units };
  });
}

/** Where new stock of a shop may lie. */
export function placesOf(call: Call): readonly string[] {
  return call.world.settings.multiWarehouse ? shopOf(call).locations : [''];
}

/** A model's stock with a row for every place. */
export function newStock(call: Call, source: JsonObject): Stock[] {
  const given = source.seller_stock === undefined ? [] : readStock(objectList(source, 'seller_stock'), placesOf(call));
  return placesOf(call).map((locationId) => ({
    locationId,
    units: given.find((stock) => stock.locationId === locationId)?.units ?? 0,
  }));
}

/** A promotion, a check or a ban keeps an item as it is. @throws Refusal */
export function refuseUneditable(product: Product, promotionError: string): void {
  if (product.isLocked) throw new Refusal(promotionError, 'The item is in a promotion.');
  if (product.status === 'BANNED' || product.status === 'REVIEWING')
    throw new Refusal('error_item_uneditable', 'The item cannot be edited.');
}

/** The model of a row: `0` or nothing means the item itself. @throws Refusal */
export function modelOf(product: Product, row: JsonObject, forItemWithModels: string): Model {
  const id = String(numberField(row, 'model_id') ?? 0);
  if (id === '0' && product.tiers.length > 0) throw new Refusal(forItemWithModels, 'The item has models, name one.');
  const model = product.models.find((candidate) => candidate.id === id);
  if (!model) throw new Refusal('error_param', 'Wrong model_id.');
  return model;
}
