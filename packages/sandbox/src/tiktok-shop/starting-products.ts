import type { Product, Shop, Sku } from './model.ts';

interface Article {
  readonly title: string;
  readonly code: string;
  readonly variants: readonly string[];
  readonly priceUsdCents: number;
}

const articles: readonly Article[] = [
  { title: 'Arabica Gayo coffee beans, medium roast', code: 'GAYO', variants: ['250 g', '500 g', '1 kg'], priceUsdCents: 690 },
  { title: 'Robusta Lampung coffee beans, dark roast', code: 'LAMP', variants: ['250 g', '1 kg'], priceUsdCents: 480 },
  { title: 'Hand coffee grinder with ceramic burr', code: 'GRIND', variants: ['Black', 'Steel'], priceUsdCents: 1_950 },
  { title: 'Pour-over dripper, porcelain', code: 'DRIP', variants: ['White', 'Sand', 'Navy'], priceUsdCents: 1_290 },
  { title: 'Paper filters size 02, pack of 100', code: 'FILT', variants: ['Default'], priceUsdCents: 320 },
  { title: 'Gooseneck kettle 0.9 l', code: 'KETT', variants: ['Black', 'White'], priceUsdCents: 3_400 },
  { title: 'Enamel mug 350 ml', code: 'MUG', variants: ['Red', 'Green', 'Blue', 'Cream'], priceUsdCents: 750 },
  { title: 'Cold brew bottle 1 l', code: 'COLD', variants: ['Clear'], priceUsdCents: 1_590 },
];

/** Minor units of the market's currency for one US cent; round figures, no exchange rates. */
const minorPerCent: Readonly<Record<string, number>> = { ID: 160, GB: 0.8, US: 1, MX: 18, SG: 1.3 };
const startingQuantity = 5_000;

/** The catalogue of a shop, with ids that stay the same from run to run. */
export function startingProducts(shop: Shop, nowSeconds: number): Product[] {
  const shopDigits = shop.id.slice(-3);
  return articles.map((article, index) => {
    const number = String(index + 1).padStart(2, '0');
    const skus = article.variants.map((variant, place): Sku => {
      const steps = 1 + place * 0.8;
      return {
        id: `1729592969${shopDigits}1${number}${place + 1}00`,
        sellerSku: `${article.code}-${variant.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`,
        name: variant,
        priceMinor: Math.max(1, Math.round((article.priceUsdCents * steps * (minorPerCent[shop.region] ?? 1)) / 10) * 10),
        stock: shop.warehouses
          .filter((warehouse) => warehouse.type === 'SALES_WAREHOUSE')
          .map((warehouse) => ({ warehouseId: warehouse.id, available: startingQuantity, committed: 0 })),
      };
    });
    const time = nowSeconds - 86_400 * (30 - index);
    return {
      id: `1729592969${shopDigits}0${number}000`,
      shopId: shop.id,
      title: article.title,
      status: 'ACTIVATE',
      skus,
      createTime: time,
      updateTime: time,
    };
  });
}
