import type { Money } from '@shopfleet/kernel';
import { type PlatformListing, type PlatformVariant, readAmount } from '@shopfleet/platform-kit';
import { variantIdOf } from './line-id.ts';
import type { WireAttribute, WireItem, WireModel, WireModels, WireStock } from './wire/item.ts';

/** Where buyers see a shop's items. */
const domains: Readonly<Record<string, string>> = {
  BR: 'shopee.com.br',
  CL: 'shopee.cl',
  CO: 'shopee.com.co',
  ID: 'shopee.co.id',
  MX: 'shopee.com.mx',
  MY: 'shopee.com.my',
  PH: 'shopee.ph',
  SG: 'shopee.sg',
  TH: 'shopee.co.th',
  TW: 'shopee.tw',
  VN: 'shopee.vn',
};

/** The shop that sells an item, and the names of its market's categories. */
export interface ListingContext {
  readonly shop: { readonly externalId: string; readonly region: string };
  readonly categoryNames: ReadonlyMap<string, string>;
}

/** An item with its models as the hub's listing. `models` is undefined for an item without. */
export function mapItem(item: WireItem, models: WireModels | undefined, { shop, categoryNames }: ListingContext): PlatformListing {
  const imageUrls = item.image?.image_url_list ?? [];
  const description = item.description || extendedText(item);
  const domain = domains[shop.region];
  return {
    externalId: item.item_id,
    title: item.item_name,
    status: item.item_status.toLowerCase(),
    isLive: item.item_status === 'NORMAL',
    imageUrl: imageUrls[0],
    imageUrls,
    ...(description === '' ? {} : { description }),
    ...(item.category_id === '0' ? {} : { category: { externalId: item.category_id, name: categoryNames.get(item.category_id) ?? '' } }),
    attributes: Object.fromEntries(item.attribute_list.map((attribute) => [nameOf(attribute), textOf(attribute)])),
    ...(domain ? { url: `https://${domain}/product/${shop.externalId}/${item.item_id}` } : {}),
    updatedAt: item.update_time,
    variants: models && models.model.length > 0 ? models.model.map((model) => mapModel(item, models, model)) : [onlyVariant(item)],
  };
}

const nameOf = (attribute: WireAttribute) => attribute.original_attribute_name || attribute.attribute_id;
const textOf = ({ attribute_value_list }: WireAttribute) =>
  attribute_value_list.map(({ original_value_name, value_unit }) => `${original_value_name}${value_unit}`).join(', ');

/** `extended` descriptions are a list of texts and pictures, and the plain one is empty. */
function extendedText({ description_info }: WireItem): string {
  const fields = description_info?.extended_description?.field_list ?? [];
  return fields
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n');
}

function onlyVariant(item: WireItem): PlatformVariant {
  return {
    externalId: variantIdOf(item.item_id, '0'),
    sellerCode: item.item_sku,
    ...(isBarcode(item.gtin_code) ? { barcode: item.gtin_code } : {}),
    name: '',
    price: priceOf(item.price_info[0]),
    quantity: quantityOf(item.stock_info_v2),
  };
}

function mapModel(item: WireItem, { tier_variation }: WireModels, model: WireModel): PlatformVariant {
  const options = model.tier_index.map((position, tier) => tier_variation[tier]?.option_list[position]);
  const imageUrl = options.find((option) => option?.image?.image_url)?.image?.image_url;
  return {
    externalId: variantIdOf(item.item_id, model.model_id),
    sellerCode: model.model_sku,
    ...(isBarcode(model.gtin_code) ? { barcode: model.gtin_code } : {}),
    name: options.map((option) => option?.option ?? '').join(', '),
    price: priceOf(model.price_info[0]),
    quantity: quantityOf(model.stock_info_v2),
    ...(imageUrl ? { imageUrl } : {}),
  };
}

/** Sellers without a barcode write "00", which Shopee takes. */
const isBarcode = (code: string) => /^\d{8,14}$/.test(code);

/** What buyers pay; the list price is what can be written. */
function priceOf(price: WireItem['price_info'][number] | undefined): Money | undefined {
  const amount = price?.current_price ?? price?.original_price;
  return amount !== undefined && /^[A-Z]{3}$/.test(price?.currency ?? '') && price ? readAmount(amount, price.currency) : undefined;
}

/** What the seller keeps there: the number that is written, also while a promotion holds a part of it back. */
export function quantityOf(stock: WireStock): number | undefined {
  if (!stock) return undefined;
  if (stock.seller_stock.length === 0) return stock.summary_info?.total_available_stock;
  return stock.seller_stock.reduce((sum, place) => sum + place.stock, 0);
}
