import { amountText } from '../stage/amounts.ts';
import { barcodeOf } from '../stage/barcode.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { Attributes, Listing, Seller } from './model.ts';

interface Article {
  readonly title: string;
  readonly code: string;
  readonly type: string;
  /** What the variants differ in; one variant without a name is a listing of its own. */
  readonly theme: 'SIZE' | 'COLOR';
  readonly variants: readonly string[];
  readonly priceUsdCents: number;
  readonly grams: number;
}

/** Most codes are those that the seller uses on other marketplaces too, so that one stock serves all. */
const articles: readonly Article[] = [
  article('Arabica Gayo coffee beans, medium roast', 'GAYO', 'COFFEE', 'SIZE', ['250 g', '500 g', '1 kg'], 690, 260),
  article('Robusta Lampung coffee beans, dark roast', 'LAMP', 'COFFEE', 'SIZE', ['250 g', '1 kg'], 480, 260),
  article('Hand coffee grinder with ceramic burr', 'GRIND', 'COFFEE_GRINDER', 'COLOR', ['Black', 'Steel'], 1_950, 620),
  article('Pour-over dripper, porcelain', 'DRIP', 'KITCHEN', 'COLOR', ['White', 'Sand', 'Navy'], 1_290, 410),
  article('Paper filters size 02, pack of 100', 'FILT', 'KITCHEN', 'SIZE', ['Default'], 320, 120),
  article('Gooseneck kettle 0.9 l', 'KETT', 'KITCHEN', 'COLOR', ['Black', 'White'], 3_400, 980),
  article('Enamel mug 350 ml', 'MUG', 'KITCHEN', 'COLOR', ['Red', 'Green', 'Blue', 'Cream'], 750, 330),
  article('Cold brew bottle 1 l', 'COLD', 'KITCHEN', 'COLOR', ['Clear'], 1_590, 470),
  article('Espresso tamper 58 mm', 'TAMP', 'KITCHEN', 'SIZE', ['Default'], 1_690, 380),
  article('Coffee scale with timer', 'SCALE', 'KITCHEN', 'COLOR', ['Default'], 2_450, 450),
  article('Milk frothing pitcher', 'PITCH', 'KITCHEN', 'SIZE', ['350 ml', '600 ml'], 1_180, 300),
  article('Descaler for coffee machines 500 ml', 'DESC', 'KITCHEN', 'SIZE', ['Default'], 890, 560),
];

function article(
  title: string,
  code: string,
  type: string,
  theme: Article['theme'],
  variants: readonly string[],
  priceUsdCents: number,
  grams: number,
): Article {
  return { title, code, type, theme, variants, priceUsdCents, grams };
}

/** Minor units of the marketplace's currency for one US cent; round figures, no exchange rates. */
const minorPerCent: Readonly<Record<string, number>> = { USD: 1, CAD: 1.3, GBP: 0.8, EUR: 0.9 };
const startingQuantity = 5_000;

/** The catalogue of a seller in one marketplace, with ids that stay the same from run to run. */
export function startingListings(seller: Seller, marketplaceId: string, nowMs: number): Listing[] {
  return articles.flatMap((item, index) => {
    const createdMs = nowMs - 86_400_000 * (40 - index);
    const make = (sku: string, place: number, attributes: Attributes): Listing => ({
      id: `${seller.id}/${marketplaceId}/${sku}`,
      sellerId: seller.id,
      marketplaceId,
      sku,
      // One ASIN is one article, in every marketplace.
      asin: `B0SBX${String(index + 1).padStart(2, '0')}${String(place).padStart(3, '0')}`,
      createdMs,
      productType: item.type,
      attributes,
      pending: [],
      updatedMs: createdMs,
      isHidden: false,
      isDeleted: false,
      soldQuantity: 0,
    });
    const isFamily = item.variants.length > 1;
    const parent = isFamily ? [make(`${item.code}-PARENT`, 0, parentAttributes(item, marketplaceId))] : [];
    const children = item.variants.map((variant, place) => {
      const sku = `${item.code}-${variant.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
      const attributes = childAttributes(item, variant, place, sku, marketplaceId);
      return make(sku, place + 1, attributes);
    });
    return [...parent, ...children];
  });
}

const worded = (value: string, marketplaceId: string, language: string) => [
  { value, language_tag: language, marketplace_id: marketplaceId },
];

function parentAttributes(item: Article, marketplaceId: string): Attributes {
  const { language } = marketplaceOf(marketplaceId);
  return {
    item_name: worded(item.title, marketplaceId, language),
    parentage_level: [{ value: 'parent', marketplace_id: marketplaceId }],
    variation_theme: [{ name: item.theme }],
  };
}

function childAttributes(item: Article, variant: string, place: number, sku: string, marketplaceId: string): Attributes {
  const { language, currency, decimals } = marketplaceOf(marketplaceId);
  const isFamily = item.variants.length > 1;
  const priceMinor = Math.round((item.priceUsdCents * (1 + place * 0.8) * (minorPerCent[currency] ?? 1)) / 10) * 10 - 1;
  const title = isFamily ? `${item.title}, ${variant}` : item.title;
  const here = { marketplace_id: marketplaceId };
  return {
    item_name: worded(title, marketplaceId, language),
    brand: worded('Nusantara Coffee', marketplaceId, language),
    bullet_point: worded(`${title}, packed by hand`, marketplaceId, language),
    product_description: worded(`${title}. Sold by the sandbox.`, marketplaceId, language),
    condition_type: [{ value: 'new_new', ...here }],
    externally_assigned_product_identifier: [{ type: 'ean', value: barcodeOf(sku), ...here }],
    item_package_weight: [{ unit: 'grams', value: item.grams * (place + 1), ...here }],
    main_product_image_locator: [{ media_location: `https://m.media-amazon.example/${item.code.toLowerCase()}.jpg`, ...here }],
    purchasable_offer: [
      { currency, our_price: [{ schedule: [{ value_with_tax: Number(amountText(priceMinor, decimals)) }] }], audience: 'ALL', ...here },
    ],
    fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: startingQuantity, lead_time_to_ship_max_days: 2 }],
    ...(item.theme === 'SIZE' ? { size: worded(variant, marketplaceId, language) } : { color: worded(variant, marketplaceId, language) }),
    ...(isFamily
      ? {
          parentage_level: [{ value: 'child', ...here }],
          child_parent_sku_relationship: [{ child_relationship_type: 'variation', parent_sku: `${item.code}-PARENT`, ...here }],
          variation_theme: [{ name: item.theme }],
        }
      : {}),
  };
}
