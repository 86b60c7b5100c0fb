import { barcodeOf } from '../stage/barcode.ts';
import { marketOf } from './markets.ts';
import type { Model, Product, Shop } from './model.ts';

interface Article {
  readonly title: string;
  readonly code: string;
  /** Name of the variation; without it the article is sold in one kind only. */
  readonly tier?: string;
  readonly variants: readonly string[];
  readonly priceUsdCents: number;
  readonly weightKg: number;
  readonly categoryId: number;
}

/** Codes of the first eight are those of the TikTok Shop sandbox, so that one stock serves both. */
const articles: readonly Article[] = [
  {
    title: 'Arabica Gayo coffee beans, medium roast',
    code: 'GAYO',
    tier: 'Weight',
    variants: ['250 g', '500 g', '1 kg'],
    priceUsdCents: 690,
    weightKg: 0.3,
    categoryId: 100_801,
  },
  {
    title: 'Robusta Lampung coffee beans, dark roast',
    code: 'LAMP',
    tier: 'Weight',
    variants: ['250 g', '1 kg'],
    priceUsdCents: 480,
    weightKg: 0.3,
    categoryId: 100_801,
  },
  {
    title: 'Hand coffee grinder with ceramic burr',
    code: 'GRIND',
    tier: 'Colour',
    variants: ['Black', 'Steel'],
    priceUsdCents: 1_950,
    weightKg: 0.6,
    categoryId: 100_715,
  },
  {
    title: 'Pour-over dripper, porcelain',
    code: 'DRIP',
    tier: 'Colour',
    variants: ['White', 'Sand', 'Navy'],
    priceUsdCents: 1_290,
    weightKg: 0.5,
    categoryId: 100_715,
  },
  {
    title: 'Paper filters size 02, pack of 100',
    code: 'FILT',
    variants: ['Default'],
    priceUsdCents: 320,
    weightKg: 0.2,
    categoryId: 100_715,
  },
  {
    title: 'Gooseneck kettle 0.9 l',
    code: 'KETT',
    tier: 'Colour',
    variants: ['Black', 'White'],
    priceUsdCents: 3_400,
    weightKg: 1.1,
    categoryId: 100_715,
  },
  {
    title: 'Enamel mug 350 ml',
    code: 'MUG',
    tier: 'Colour',
    variants: ['Red', 'Green', 'Blue', 'Cream'],
    priceUsdCents: 750,
    weightKg: 0.25,
    categoryId: 100_716,
  },
  { title: 'Cold brew bottle 1 l', code: 'COLD', variants: ['Clear'], priceUsdCents: 1_590, weightKg: 0.5, categoryId: 100_716 },
  { title: 'Coffee scale with timer', code: 'SCALE', variants: ['Default'], priceUsdCents: 2_250, weightKg: 0.4, categoryId: 100_715 },
  { title: 'Milk frother, battery powered', code: 'FROTH', variants: ['Default'], priceUsdCents: 990, weightKg: 0.2, categoryId: 100_716 },
  {
    title: 'Vacuum canister for beans',
    code: 'CANI',
    tier: 'Size',
    variants: ['0.5 l', '1.2 l'],
    priceUsdCents: 1_850,
    weightKg: 0.7,
    categoryId: 100_715,
  },
  { title: 'Tasting set of four origins', code: 'TASTE', variants: ['Default'], priceUsdCents: 1_200, weightKg: 0.5, categoryId: 100_801 },
];

/** Minor units of the market's currency for one US cent; round figures, no exchange rates. */
const minorPerCent: Readonly<Record<string, number>> = { ID: 160, SG: 1.3 };
const startingUnits = 5_000;

/** The catalogue of a shop, with ids that stay the same from run to run. */
export function startingProducts(shop: Shop, nowSeconds: number, isMultiWarehouse: boolean): Product[] {
  const locations = isMultiWarehouse ? shop.locations : [''];
  return articles.map((article, index) => {
    const number = String(index + 1).padStart(2, '0');
    const id = `23${shop.id.slice(0, 3)}0${number}000`;
    const time = nowSeconds - 86_400 * (30 - index);
    const codeOf = (variant: string): string => `${article.code}-${variant.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
    const models = article.variants.map((variant, place): Model => {
      const priceMinor = Math.round((article.priceUsdCents * (1 + place * 0.8) * (minorPerCent[shop.region] ?? 1)) / 10) * 10;
      return {
        id: article.tier === undefined ? '0' : `22${shop.id.slice(0, 3)}${number}${place + 1}0000`,
        tierIndex: article.tier === undefined ? [] : [place],
        name: article.tier === undefined ? '' : variant,
        sku: codeOf(variant),
        gtin: barcodeOf(codeOf(variant)),
        priceMinor,
        stock: locations.map((locationId) => ({ locationId, units: startingUnits })),
        reserved: 0,
      };
    });
    const image = `${shop.region.toLowerCase()}-11134201-${article.code.toLowerCase()}`;
    return {
      id,
      shopId: shop.id,
      title: article.title,
      description: `${article.title}. Packed with care in our own roastery.`,
      // An item without variations carries its code itself, one with variations a code of the family.
      sku: article.tier === undefined ? (models[0]?.sku ?? '') : article.code,
      gtin: article.tier === undefined ? (models[0]?.gtin ?? '') : '',
      categoryId: article.categoryId,
      status: 'NORMAL',
      condition: 'NEW',
      weightKg: article.weightKg,
      imageIds: [image],
      brand: { id: 0, name: 'NoBrand' },
      attributes: [],
      channelIds: marketOf(shop.region).channels.map((channel) => channel.id),
      tiers: article.tier === undefined ? [] : [{ name: article.tier, options: article.variants.map((name) => ({ name })) }],
      models,
      isLocked: false,
      createTime: time,
      updateTime: time,
    };
  });
}
