import { Secret } from '@shopfleet/kernel';
import type { ShopAccess } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { changedItem } from './change-listing.ts';
import { assertDraft, groupBody, groupKeyOf, itemBody } from './listing-draft.ts';
import { listingIdOf, readListingId } from './listing-id.ts';
import { mapGroup, mapItem } from './listing-mapping.ts';
import { groupSchema, itemSchema, offerSchema } from './wire/inventory.ts';

const access: ShopAccess = { externalId: 'seller', region: 'GB', addressKey: 'EBAY_GB', token: async () => new Secret('t') };

const raw = (sku: string, color = 'Red') => ({
  sku,
  locale: 'en_GB',
  condition: 'NEW',
  conditionDescriptors: [{ name: 'x' }],
  availability: {
    pickupAtLocationAvailability: [{ quantity: 1 }],
    shipToLocationAvailability: { quantity: 5, allocationByFormat: { fixedPrice: 5 } },
  },
  product: {
    title: 'Enamel mug',
    description: 'Old words',
    aspects: { Color: [color], Material: ['Steel', 'Enamel'] },
    imageUrls: ['https://i.example.com/1.jpg', 'https://i.example.com/2.jpg'],
    ean: ['4006381333931'],
    subtitle: 'Kept',
  },
  inventoryItemGroupKeys: [],
});
const offer = (change: object = {}) =>
  offerSchema.parse({
    offerId: '7',
    sku: 'MUG-RED',
    marketplaceId: 'EBAY_GB',
    format: 'FIXED_PRICE',
    status: 'PUBLISHED',
    availableQuantity: 3,
    categoryId: '20652',
    listingDescription: 'Words of the offer',
    pricingSummary: { price: { value: '9.5', currency: 'GBP' } },
    listing: { listingId: '110123456789', listingStatus: 'ACTIVE', soldQuantity: 2 },
    ...change,
  });
const item = itemSchema.parse(raw('MUG-RED'));

describe('a listing of one item', () => {
  it('shows what buyers see of item and offer together', () => {
    expect(mapItem(access, { item, offers: [offer({ offerId: '6', marketplaceId: 'EBAY_DE' }), offer()] })).toEqual({
      externalId: 'MUG-RED',
      title: 'Enamel mug',
      status: 'active',
      isLive: true,
      category: { externalId: '20652', name: '' },
      url: 'https://www.ebay.co.uk/itm/110123456789',
      imageUrl: 'https://i.example.com/1.jpg',
      imageUrls: ['https://i.example.com/1.jpg', 'https://i.example.com/2.jpg'],
      description: 'Words of the offer',
      attributes: { Color: 'Red', Material: 'Steel, Enamel' },
      updatedAt: undefined,
      variants: [
        {
          externalId: 'MUG-RED',
          sellerCode: 'MUG-RED',
          name: '',
          price: { minor: 950, currency: 'GBP' },
          quantity: 3,
          barcode: '4006381333931',
          imageUrl: 'https://i.example.com/1.jpg',
        },
      ],
    });
  });

  it.each([
    ['out_of_stock', [offer({ listing: { listingId: '1', listingStatus: 'OUT_OF_STOCK' } })]],
    ['unpublished', [offer({ status: 'UNPUBLISHED', listing: undefined })]],
    ['without offer', []],
  ])('is not to be seen while it is %s', (status, offers) => {
    expect(mapItem(access, { item, offers })).toMatchObject({ status, isLive: false });
  });

  it('has no barcode when the code says that there is none', () => {
    const none = itemSchema.parse({ ...raw('MUG-RED'), product: { ean: ['Does not apply'], upc: ['Does not apply'] } });
    expect(mapItem(access, { item: none, offers: [] }).variants[0]).not.toHaveProperty('barcode');
  });
});

describe('a listing of variations', () => {
  const group = groupSchema.parse({
    title: 'Enamel mugs',
    description: 'All colours',
    variantSKUs: ['MUG-RED', 'MUG-BLUE'],
    variesBy: { specifications: [{ name: 'Color', values: ['Red', 'Blue'] }] },
  });

  it('names its variants by what they differ in', () => {
    const blue = itemSchema.parse(raw('MUG-BLUE', 'Blue'));
    const listing = mapGroup(access, 'MUG', group, [
      { item, offers: [offer()] },
      { item: blue, offers: [] },
    ]);
    expect(listing).toMatchObject({ externalId: 'group:MUG', title: 'Enamel mugs', description: 'All colours', status: 'active' });
    expect(listing.variants.map(({ externalId, name }) => [externalId, name])).toEqual([
      ['MUG-RED', 'Red'],
      ['MUG-BLUE', 'Blue'],
    ]);
  });
});

it('tells a group from a single item by its id', () => {
  for (const key of [{ sku: 'MUG-RED' }, { group: 'MUG' }]) expect(readListingId(listingIdOf(key))).toEqual(key);
});

describe('a change of an item', () => {
  it('keeps everything that it does not name, and leaves out what eBay does not take back', () => {
    const before = raw('MUG-RED');
    const changed = changedItem(before, { title: 'New', attributes: { Color: 'Crimson' } });
    expect(changed).toEqual({
      condition: 'NEW',
      conditionDescriptors: [{ name: 'x' }],
      availability: { pickupAtLocationAvailability: [{ quantity: 1 }], shipToLocationAvailability: { quantity: 5 } },
      product: { ...before.product, title: 'New', aspects: { Color: ['Crimson'], Material: ['Steel', 'Enamel'] } },
    });
  });
});

describe('a draft', () => {
  const variant = { sellerCode: 'TEE-S', options: { Size: 'S' }, price: { minor: 1000, currency: 'GBP' }, quantity: 4 };
  const draft = {
    title: 'T-shirt',
    description: 'Cotton',
    categoryId: '15687',
    brand: 'House',
    attributes: { Material: 'Cotton' },
    images: ['https://i.example.com/1.jpg'],
    variants: [variant, { ...variant, sellerCode: 'TEE-M', options: { Size: 'M' }, barcode: '4006381333931' }],
  };

  it('says that there is no product code where there is none', () => {
    const [small = variant, medium = variant] = draft.variants;
    expect(itemBody(draft, small, 'EBAY_GB')).toMatchObject({
      product: { brand: 'House', ean: ['Does not apply'], aspects: { Material: ['Cotton'], Brand: ['House'], Size: ['S'] } },
    });
    expect(itemBody(draft, small, 'EBAY_US')).toMatchObject({ product: { upc: ['Does not apply'] } });
    expect(itemBody(draft, medium, 'EBAY_GB')).toMatchObject({ product: { ean: ['4006381333931'] } });
  });

  it('becomes a group named after what its codes have in common', () => {
    expect(groupKeyOf(['TEE-S', 'TEE-M'])).toBe('TEE');
    expect(groupKeyOf(['A1', 'B2'])).toBe('A1-GROUP');
    expect(groupBody(draft)).toMatchObject({
      variantSKUs: ['TEE-S', 'TEE-M'],
      variesBy: { specifications: [{ name: 'Size', values: ['S', 'M'] }] },
    });
  });

  it.each([
    ['title', { title: 'x'.repeat(81) }],
    ['images', { images: [] }],
    ['images', { images: ['http://i.example.com/1.jpg'] }],
    ['categoryId', { categoryId: '' }],
    ['variants.sellerCode', { variants: [variant, variant] }],
    ['variants.sellerCode', { variants: [{ ...variant, sellerCode: 'x'.repeat(51) }] }],
    ['variants.options', { variants: draft.variants.map((one) => ({ ...one, options: {} })) }],
    ['variants', { variants: [] }],
  ])('is refused for its %s before eBay is asked', (field, change) => {
    expect(() => assertDraft({ ...draft, ...change })).toThrow(expect.objectContaining({ kind: 'invalid', fields: [field] }));
  });
});
