import { barcodeOf } from '../stage/barcode.ts';
import { policyId } from './account-calls.ts';
import { marketOf } from './markets.ts';
import type { Document, Seller } from './model.ts';
import type { World } from './world.ts';

interface Article {
  readonly title: string;
  readonly code: string;
  /** By what its variants differ; '' for an article that has just one. */
  readonly variesBy: string;
  readonly variants: readonly string[];
  readonly priceCents: number;
}

/** Some codes are those that a seller would use elsewhere too, so that one product is known on several marketplaces. */
export const startingArticles: readonly Article[] = [
  {
    title: 'Arabica Gayo coffee beans, medium roast',
    code: 'GAYO',
    variesBy: 'Size',
    variants: ['250 g', '500 g', '1 kg'],
    priceCents: 890,
  },
  { title: 'Robusta Lampung coffee beans, dark roast', code: 'LAMP', variesBy: 'Size', variants: ['250 g', '1 kg'], priceCents: 690 },
  { title: 'Hand coffee grinder with ceramic burr', code: 'GRIND', variesBy: 'Color', variants: ['Black', 'Steel'], priceCents: 2_490 },
  { title: 'Pour-over dripper, porcelain', code: 'DRIP', variesBy: 'Color', variants: ['White', 'Sand', 'Navy'], priceCents: 1_590 },
  { title: 'Paper filters size 02, pack of 100', code: 'FILT', variesBy: '', variants: ['Default'], priceCents: 450 },
  { title: 'Gooseneck kettle 0.9 l', code: 'KETT', variesBy: 'Color', variants: ['Black', 'White'], priceCents: 4_200 },
  { title: 'Enamel mug 350 ml', code: 'MUG', variesBy: 'Color', variants: ['Red', 'Green', 'Blue', 'Cream'], priceCents: 990 },
  { title: 'Cold brew bottle 1 l', code: 'COLD', variesBy: '', variants: ['Clear'], priceCents: 1_890 },
  { title: 'Milk frother, battery powered', code: 'FROTH', variesBy: '', variants: ['Default'], priceCents: 1_290 },
  { title: 'Espresso tamper 58 mm', code: 'TAMP', variesBy: '', variants: ['Default'], priceCents: 2_190 },
  { title: 'Coffee scale with timer', code: 'SCALE', variesBy: '', variants: ['Default'], priceCents: 3_290 },
  { title: 'Vacuum canister for beans', code: 'CANI', variesBy: 'Size', variants: ['0.5 l', '1.2 l'], priceCents: 2_790 },
];

const startingQuantity = 5_000;
const locationKey = 'main';

/** Items, offers and, for variants, the group that joins them, all published; ids stay the same from run to run. */
export function placeArticle(
  world: World,
  seller: Seller,
  article: Article,
  at: { readonly place: number; readonly number: number },
): void {
  const market = marketOf(seller.marketplaceId);
  const number = `${at.place + 1}${String(at.number + 1).padStart(2, '0')}`;
  const skus = article.variants.map((variant) => `${article.code}-${variant.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`);
  const pictures = [`https://i.ebayimg.com/images/g/sandbox-${article.code}/s-l1600.jpg`];
  for (const [index, variant] of article.variants.entries()) {
    const sku = skus[index] ?? '';
    world.items.save({
      id: `${seller.id}/${sku}`,
      sellerId: seller.id,
      sku,
      locale: market.language.replace('-', '_'),
      content: itemContent(article, variant, { pictures, barcode: barcodeOf(sku) }),
      quantity: startingQuantity,
    });
    world.offers.save({
      id: `5${number}0000000${index + 1}`,
      sellerId: seller.id,
      sku,
      marketplaceId: seller.marketplaceId,
      format: 'FIXED_PRICE',
      content: offerContent(seller, article),
      priceMinor: Math.round((article.priceCents * (1 + index * 0.8)) / 10) * 10,
      currency: market.currency,
      availableQuantity: startingQuantity,
      listingId: `11${number}0000000`,
      isPublished: true,
      soldQuantity: 0,
      onHold: false,
      revisions: { day: '', count: 0 },
    });
  }
  if (article.variants.length > 1) saveGroup(world, seller, article, { skus, pictures });
  saveLocation(world, seller);
}

function itemContent(article: Article, variant: string, { pictures, barcode }: { pictures: string[]; barcode: string }): Document {
  const aspects = { Brand: ['Unbranded'], ...(article.variesBy === '' ? {} : { [article.variesBy]: [variant] }) };
  return {
    condition: 'NEW',
    product: {
      title: article.title,
      description: `<p>${article.title}</p>`,
      aspects,
      brand: 'Unbranded',
      mpn: 'Does not apply',
      imageUrls: pictures,
      ean: [barcode],
    },
    packageWeightAndSize: { weight: { value: 0.5, unit: 'KILOGRAM' } },
  };
}

function offerContent(seller: Seller, article: Article): Document {
  const id = (kind: 'fulfillment' | 'payment' | 'return'): string => policyId(kind, seller.id, seller.marketplaceId);
  return {
    categoryId: '38252',
    listingDescription: `<p>${article.title}</p>`,
    listingPolicies: { fulfillmentPolicyId: id('fulfillment'), paymentPolicyId: id('payment'), returnPolicyId: id('return') },
    merchantLocationKey: locationKey,
    listingDuration: 'GTC',
    includeCatalogProductDetails: true,
  };
}

function saveGroup(world: World, seller: Seller, article: Article, of: { skus: string[]; pictures: string[] }): void {
  world.groups.save({
    id: `${seller.id}/${article.code}`,
    sellerId: seller.id,
    key: article.code,
    skus: of.skus,
    content: {
      title: article.title,
      description: `<p>${article.title}</p>`,
      aspects: { Brand: ['Unbranded'] },
      imageUrls: of.pictures,
      variantSKUs: of.skus,
      variesBy: { specifications: [{ name: article.variesBy, values: article.variants }] },
    },
  });
}

function saveLocation(world: World, seller: Seller): void {
  const market = marketOf(seller.marketplaceId);
  const [place] = market.places;
  const address = { city: place?.city, postalCode: place?.postalCode, country: market.country };
  world.locations.save({
    id: `${seller.id}/${locationKey}`,
    sellerId: seller.id,
    key: locationKey,
    content: { name: 'Main warehouse', locationTypes: ['WAREHOUSE'], location: { address } },
    isEnabled: true,
  });
}
