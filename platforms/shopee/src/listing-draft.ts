import { formatMoney, type Money } from '@shopfleet/kernel';
import { type ListingDraft, PlatformFailure } from '@shopfleet/platform-kit';
import { toNumber } from './line-id.ts';
import type { WireAttribute } from './wire/item.ts';

/** Most variants that an item takes. */
const mostVariants = 50;
const mostTiers = 2;
/** Markets whose prices have decimals; the others take whole numbers. */
const decimalCurrencies: ReadonlySet<string> = new Set(['SGD', 'MYR', 'BRL', 'MXN', 'PLN', 'EUR', 'ARS']);

const invalid = (message: string, field: string) => new PlatformFailure('invalid', message, { fields: [field] });

/** A price as the number that Shopee wants. Throws `invalid` for cents where there are none. */
export function priceBody(price: Money): number {
  const amount = Number(formatMoney(price));
  if (amount <= 0) throw invalid('The price must be more than nothing', 'price');
  if (!decimalCurrencies.has(price.currency) && !Number.isInteger(amount)) {
    throw invalid(`Shopee takes whole numbers only in ${price.currency}`, 'price');
  }
  return amount;
}

/** Seller stock; named by its place where the shop has several. */
export function stockBody(quantity: number, locations: readonly string[]): readonly object[] {
  const [first] = locations;
  return [first === undefined ? { stock: quantity } : { location_id: first, stock: quantity }];
}

/** A brand is Shopee's number and name, `123:Name`; without one the item has none. */
function brandBody(brand: string | undefined): object {
  if (!brand || brand === 'NoBrand') return { brand_id: 0, original_brand_name: 'NoBrand' };
  const match = /^(\d+):(.+)$/.exec(brand);
  if (!match?.[1]) throw invalid("Give Shopee's number and name of the brand, like 123:Name, or leave it out", 'brand');
  return { brand_id: toNumber(match[1]), original_brand_name: match[2] };
}

/** Attributes by Shopee's number, or by a name that the item shows already; a value is a number of Shopee's list, or a text. */
export function attributesBody(attributes: Readonly<Record<string, string>>, known: readonly WireAttribute[] = []): readonly object[] {
  return Object.entries(attributes).map(([name, value]) => {
    const attribute = known.find((one) => one.attribute_id === name || one.original_attribute_name === name);
    const id = attribute?.attribute_id ?? name;
    if (!/^\d+$/.test(id)) throw invalid(`Name the attribute "${name}" by Shopee's number`, `attributes.${name}`);
    const option = attribute?.attribute_value_list.find((one) => one.original_value_name === value);
    const value_id = option?.value_id ?? (/^\d+$/.test(value) ? value : '0');
    return { attribute_id: toNumber(id), attribute_value_list: [{ value_id: toNumber(value_id), original_value_name: value }] };
  });
}

/** The item itself. One with variants begins hidden and empty: nobody may buy it before they are there. */
export function itemBody(
  draft: ListingDraft,
  { channelIds, locations }: { channelIds: readonly string[]; locations: readonly string[] },
): object {
  const [first] = draft.variants;
  if (!first) throw invalid('A listing has at least one variant', 'variants');
  if (draft.images.length === 0) throw invalid('Shopee wants at least one picture', 'images');
  if (!draft.weightGrams) throw invalid('Shopee wants the weight', 'weightGrams');
  if (channelIds.length === 0)
    throw new PlatformFailure('conflict', 'The shop has no shipping channel switched on; do so in Seller Centre');
  const isSingle = draft.variants.length === 1 && Object.keys(first.options).length === 0;
  return {
    item_name: draft.title,
    description: draft.description,
    category_id: toNumber(draft.categoryId),
    original_price: priceBody(first.price),
    seller_stock: stockBody(isSingle ? first.quantity : 0, locations),
    weight: draft.weightGrams / 1_000,
    image: { image_id_list: draft.images },
    logistic_info: channelIds.map((id) => ({ logistic_id: toNumber(id), enabled: true })),
    brand: brandBody(draft.brand),
    ...(Object.keys(draft.attributes).length > 0 ? { attribute_list: attributesBody(draft.attributes) } : {}),
    item_status: isSingle ? 'NORMAL' : 'UNLIST',
    condition: 'NEW',
    ...(isSingle ? { item_sku: first.sellerCode } : {}),
    ...(isSingle && first.barcode ? { gtin_code: first.barcode } : {}),
  };
}

/** The variations of an item, or undefined when it has none. Throws `invalid` for options that do not fit together. */
export function tiersBody(draft: ListingDraft, itemId: string, locations: readonly string[]): object | undefined {
  const names = Object.keys(draft.variants[0]?.options ?? {});
  if (draft.variants.length === 1 && names.length === 0) return undefined;
  if (names.length === 0 || names.length > mostTiers) throw invalid('Shopee takes one or two options, such as color and size', 'variants');
  if (draft.variants.length > mostVariants) throw invalid(`Shopee takes at most ${mostVariants} variants`, 'variants');
  const tiers = names.map((name) => ({ name, options: [...new Set(draft.variants.map(({ options }) => options[name] ?? ''))] }));
  const hasAll = draft.variants.every(
    ({ options }) => Object.keys(options).length === names.length && names.every((name) => options[name]),
  );
  if (!hasAll) throw invalid('Every variant needs the same options', 'variants');
  const models = draft.variants.map(({ options, price, quantity, sellerCode, barcode }) => ({
    tier_index: tiers.map((tier) => tier.options.indexOf(options[tier.name] ?? '')),
    original_price: priceBody(price),
    model_sku: sellerCode,
    seller_stock: stockBody(quantity, locations),
    ...(barcode ? { gtin_code: barcode } : {}),
  }));
  if (new Set(models.map(({ tier_index }) => tier_index.join())).size < models.length)
    throw invalid('Two variants are the same', 'variants');
  return {
    item_id: toNumber(itemId),
    standardise_tier_variation: tiers.map((tier) => ({
      variation_id: 0,
      variation_name: tier.name,
      variation_group_id: 0,
      variation_option_list: tier.options.map((option) => ({ variation_option_id: 0, variation_option_name: option })),
    })),
    model: models,
  };
}
