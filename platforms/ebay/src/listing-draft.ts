import { formatMoney } from '@shopfleet/kernel';
import { type ListingChange, type ListingDraft, PlatformFailure } from '@shopfleet/platform-kit';
import { takesUpc } from './marketplaces.ts';

const longestTitle = 80;
const longestSku = 50;
const noBarcode = ['Does not apply'];

type Variant = ListingDraft['variants'][number];

/** What can be seen to be wrong before eBay is asked. Throws `invalid` with the names of the fields. */
export function assertWritable({ title, images }: ListingChange): void {
  const fields = [
    ...(title !== undefined && (title.trim() === '' || title.length > longestTitle) ? ['title'] : []),
    ...(images?.some((url) => !url.startsWith('https://')) ? ['images'] : []),
  ];
  if (fields.length === 0) return;
  const text = `A title on eBay has 1 to ${longestTitle} characters, and pictures are public https addresses`;
  throw new PlatformFailure('invalid', text, { fields });
}

export function assertDraft(draft: ListingDraft): void {
  assertWritable(draft);
  const codes = draft.variants.map(({ sellerCode }) => sellerCode);
  const isOptioned = draft.variants.length === 1 || draft.variants.every(({ options }) => Object.keys(options).length > 0);
  const fields = [
    ...(draft.images.length === 0 ? ['images'] : []),
    ...(draft.categoryId === '' ? ['categoryId'] : []),
    ...(codes.some((code) => code === '' || code.length > longestSku) || new Set(codes).size < codes.length ? ['variants.sellerCode'] : []),
    ...(isOptioned ? [] : ['variants.options']),
    ...(draft.variants.length === 0 ? ['variants'] : []),
  ];
  if (fields.length === 0) return;
  const text = `eBay wants a category, a picture, a seller code of its own for each variant (at most ${longestSku} characters), and options where there are several`;
  throw new PlatformFailure('invalid', text, { fields });
}

/** The body of an inventory item. A product code is wanted even where there is none. */
export function itemBody(draft: ListingDraft, variant: Variant, marketplaceId: string): object {
  const aspects = { ...draft.attributes, ...(draft.brand ? { Brand: draft.brand } : {}), ...variant.options };
  return {
    condition: 'NEW',
    availability: { shipToLocationAvailability: { quantity: variant.quantity } },
    ...(draft.weightGrams === undefined ? {} : { packageWeightAndSize: { weight: { value: draft.weightGrams, unit: 'GRAM' } } }),
    product: {
      title: draft.title,
      description: draft.description,
      imageUrls: draft.images,
      aspects: Object.fromEntries(Object.entries(aspects).map(([name, value]) => [name, [value]])),
      ...(draft.brand ? { brand: draft.brand } : {}),
      ...codeOf(variant.barcode, marketplaceId),
    },
  };
}

function codeOf(barcode: string | undefined, marketplaceId: string): object {
  if (!barcode) return takesUpc(marketplaceId) ? { upc: noBarcode } : { ean: noBarcode };
  return barcode.length === 12 ? { upc: [barcode] } : { ean: [barcode] };
}

export interface OfferPlace {
  readonly marketplaceId: string;
  readonly merchantLocationKey: string;
  readonly listingPolicies: object;
}

export function offerBody(draft: ListingDraft, variant: Variant, place: OfferPlace): object {
  return {
    sku: variant.sellerCode,
    ...place,
    format: 'FIXED_PRICE',
    availableQuantity: variant.quantity,
    categoryId: draft.categoryId,
    listingDescription: draft.description,
    // Else eBay's catalogue may put its own texts in the place of these.
    includeCatalogProductDetails: false,
    pricingSummary: { price: { value: formatMoney(variant.price), currency: variant.price.currency } },
  };
}

/** What holds variants together: the texts, and which options they differ in. */
export function groupBody(draft: ListingDraft): object {
  const names = [...new Set(draft.variants.flatMap(({ options }) => Object.keys(options)))];
  const valuesOf = (name: string) => [...new Set(draft.variants.flatMap(({ options }) => options[name] ?? []))];
  return {
    title: draft.title,
    description: draft.description,
    imageUrls: draft.images,
    aspects: Object.fromEntries(Object.entries(draft.attributes).map(([name, value]) => [name, [value]])),
    variantSKUs: draft.variants.map(({ sellerCode }) => sellerCode),
    variesBy: { aspectsImageVariesBy: names.slice(0, 1), specifications: names.map((name) => ({ name, values: valuesOf(name) })) },
  };
}

/** The key of a group that is to be made: what its seller codes have in common says what it is. */
export function groupKeyOf(codes: readonly string[]): string {
  const [first = '', ...others] = codes;
  let length = first.length;
  for (const code of others) while (!code.startsWith(first.slice(0, length))) length -= 1;
  const common = first.slice(0, length).replace(/[^A-Za-z0-9]+$/, '');
  return common.length >= 3 ? common : `${first}-GROUP`.slice(-longestSku);
}
