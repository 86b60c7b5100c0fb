import { formatMoney, type Money } from '@shopfleet/kernel';
import { type ListingChange, type ListingDraft, PlatformFailure } from '@shopfleet/platform-kit';
import { merchantChannel } from './listing-mapping.ts';
import type { Marketplace } from './marketplaces.ts';

type Attributes = Readonly<Record<string, readonly object[]>>;

const mostPictures = 9;
/** Attributes that carry a language; the others are the same in every one. */
const spoken: ReadonlySet<string> = new Set([
  'item_name',
  'product_description',
  'bullet_point',
  'brand',
  'color',
  'size',
  'style',
  'material',
]);

/** The attributes of a new listing. Throws `unsupported` for several variants, `invalid` for what cannot be written. */
export function draftAttributes(draft: ListingDraft, marketplace: Marketplace): { sku: string; attributes: Attributes } {
  const [variant, ...more] = draft.variants;
  if (!variant) throw new PlatformFailure('invalid', 'A listing needs a seller code', { fields: ['variants'] });
  if (more.length > 0) {
    throw new PlatformFailure('unsupported', 'One listing on Amazon has one seller code; build families of variations in Seller Central');
  }
  const { barcode, sellerCode, price, quantity } = variant;
  const { id: marketplace_id } = marketplace;
  return {
    sku: sellerCode,
    attributes: {
      condition_type: [{ value: 'new_new', marketplace_id }],
      ...(draft.brand === undefined ? {} : plain('brand', draft.brand, marketplace)),
      ...(barcode === undefined
        ? {}
        : { externally_assigned_product_identifier: [{ type: kindOfBarcode(barcode), value: barcode, marketplace_id }] }),
      ...(draft.weightGrams === undefined ? {} : { item_package_weight: [{ value: draft.weightGrams, unit: 'grams', marketplace_id }] }),
      ...changeAttributes(draft, marketplace),
      purchasable_offer: [offerOf(price, marketplace_id)],
      fulfillment_availability: [availabilityOf(quantity)],
    },
  };
}

/** The attributes that a change touches; what it does not name stays as it is. */
export function changeAttributes(change: ListingChange, marketplace: Marketplace): Attributes {
  const { title, description, attributes = {}, images } = change;
  if (images && images.length > mostPictures)
    throw new PlatformFailure('invalid', `Amazon takes ${mostPictures} pictures`, { fields: ['images'] });
  return {
    ...(title === undefined ? {} : plain('item_name', title, marketplace)),
    ...(description === undefined ? {} : plain('product_description', description, marketplace)),
    ...Object.fromEntries(Object.entries(attributes).flatMap(([name, value]) => Object.entries(plain(name, value, marketplace)))),
    ...Object.fromEntries((images ?? []).map((address, index) => picture(address, index, marketplace.id))),
  };
}

/** What buyers pay, all else of the offer untouched. Amazon wants a number here. */
export function offerOf(price: Money, marketplaceId: string): object {
  return {
    marketplace_id: marketplaceId,
    currency: price.currency,
    our_price: [{ schedule: [{ value_with_tax: Number(formatMoney(price)) }] }],
  };
}

export const availabilityOf = (quantity: number) => ({ fulfillment_channel_code: merchantChannel, quantity });

/** A plain value; one that is a list in JSON is an attribute of parts and goes out as it is. */
function plain(name: string, value: string, { id, language }: Marketplace): Attributes {
  if (value.trimStart().startsWith('[')) return { [name]: readParts(name, value) };
  return { [name]: [{ value, ...(spoken.has(name) ? { language_tag: language } : {}), marketplace_id: id }] };
}

function readParts(name: string, value: string): readonly object[] {
  try {
    const parts: unknown = JSON.parse(value);
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'object' && part !== null)) return parts;
  } catch (cause) {
    throw new PlatformFailure('invalid', `The attribute ${name} is no list in JSON`, { fields: [name], cause });
  }
  throw new PlatformFailure('invalid', `The attribute ${name} must be a list of objects`, { fields: [name] });
}

function picture(address: string, index: number, marketplaceId: string): [string, readonly object[]] {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:') {
    throw new PlatformFailure('invalid', `Amazon fetches pictures from https addresses; "${address.slice(0, 100)}" is none`, {
      fields: ['images'],
    });
  }
  const name = index === 0 ? 'main_product_image_locator' : `other_product_image_locator_${index}`;
  return [name, [{ media_location: url.href, marketplace_id: marketplaceId }]];
}

const kindOfBarcode = (barcode: string): string => (barcode.length === 12 ? 'upc' : barcode.length === 14 ? 'gtin' : 'ean');
