import { isObject, isWhole, type JsonObject, objectField, textField } from './call.ts';
import type { Document } from './model.ts';
import { Refusal } from './refusal.ts';

const longestTitle = 80;
const conditions = ['NEW', 'LIKE_NEW', 'NEW_OTHER', 'NEW_WITH_DEFECTS', 'CERTIFIED_REFURBISHED', 'SELLER_REFURBISHED'];
const usedConditions = ['USED_EXCELLENT', 'USED_VERY_GOOD', 'USED_GOOD', 'USED_ACCEPTABLE', 'FOR_PARTS_OR_NOT_WORKING'];

export interface ItemDocument {
  readonly content: Document;
  readonly quantity: number | undefined;
}

export const wrongValue = (fieldName: string): Refusal =>
  new Refusal(25709, `Invalid value for ${fieldName}.`, { parameters: { fieldName } });

/** Dashes and underscores are in wide use, whatever the text of the error says. @throws Refusal 25707 */
export function readSku(value: unknown): string {
  if (typeof value !== 'string' || !/^[\w .+#/-]{1,50}$/.test(value)) {
    throw new Refusal(25707, 'This is an invalid value for a SKU.');
  }
  return value;
}

/** An item as it is written; the quantity is kept apart from the rest. @throws Refusal 25709 */
export function readItem(body: JsonObject): ItemDocument {
  const { availability, sku: _sku, locale: _locale, ...content } = body;
  const product = objectField(content, 'product');
  if (content.product !== undefined && !product) throw wrongValue('product');
  if (product) checkProduct(product);
  const condition = content.condition;
  if (condition !== undefined && !(typeof condition === 'string' && [...conditions, ...usedConditions].includes(condition))) {
    throw wrongValue('condition');
  }
  const shipTo = isObject(availability) ? objectField(availability, 'shipToLocationAvailability') : undefined;
  const quantity = shipTo?.quantity;
  if (quantity !== undefined && quantity !== null && !isWhole(quantity))
    throw wrongValue('availability.shipToLocationAvailability.quantity');
  return { content, quantity: isWhole(quantity) ? quantity : undefined };
}

function checkProduct(product: JsonObject): void {
  const title = product.title;
  if (title !== undefined && (typeof title !== 'string' || title.length > longestTitle)) throw wrongValue('product.title');
  for (const name of ['imageUrls', 'ean', 'upc', 'isbn'])
    if (product[name] !== undefined && !isTextList(product[name])) throw wrongValue(`product.${name}`);
  const aspects = product.aspects;
  if (aspects !== undefined && !(isObject(aspects) && Object.values(aspects).every(isTextList))) throw wrongValue('product.aspects');
}

export const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry: unknown) => typeof entry === 'string');

/** What a live listing must have of its item. @throws Refusal */
export function requirePublishable(content: Document): void {
  const product = objectField(content, 'product') ?? {};
  if (!textField(product, 'title')) throw new Refusal(25503, 'Invalid product information. The title is missing.');
  if (!isTextList(product.imageUrls) || product.imageUrls.length === 0)
    throw new Refusal(25014, 'Invalid pictures. There must be one at least.');
  if (textField(content, 'condition') === undefined) throw new Refusal(25021, 'Invalid condition information. The condition is missing.');
  const hasCode = ['ean', 'upc', 'isbn'].some((name) => isTextList(product[name]) && product[name].length > 0);
  if (!hasCode)
    throw new Refusal(25002, 'A user error has occurred. A product identifier (EAN) is missing. Enter a valid value and try again.');
}
