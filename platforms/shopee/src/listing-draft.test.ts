import { type ListingDraft, PlatformFailure } from '@shopfleet/platform-kit';
import { describe, expect, it } from 'vitest';
import { attributesBody, itemBody, priceBody, tiersBody } from './listing-draft.ts';

const idr = (minor: number) => ({ minor, currency: 'IDR' });
const draft: ListingDraft = {
  title: 'Gelas',
  description: 'Gelas kaca',
  categoryId: '100012',
  attributes: { '4811': '99', '4812': '300ml' },
  images: ['id-1'],
  weightGrams: 250,
  variants: [{ sellerCode: 'CUP', barcode: '8998866200301', options: {}, price: idr(12_000), quantity: 12 }],
};
const shirt: ListingDraft = {
  ...draft,
  variants: ['Merah', 'Biru'].flatMap((Warna) =>
    ['M', 'L'].map((Ukuran) => ({ sellerCode: `${Warna}-${Ukuran}`, options: { Warna, Ukuran }, price: idr(50_000), quantity: 3 })),
  ),
};
const shop = { channelIds: ['8003'], locations: [] };
const fieldOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof PlatformFailure) return [error.kind, ...error.fields];
  }
  return undefined;
};

describe('a draft for Shopee', () => {
  it('with one variant is an item that carries it', () => {
    expect(itemBody(draft, shop)).toEqual({
      item_name: 'Gelas',
      description: 'Gelas kaca',
      category_id: 100012,
      original_price: 12_000,
      seller_stock: [{ stock: 12 }],
      weight: 0.25,
      image: { image_id_list: ['id-1'] },
      logistic_info: [{ logistic_id: 8003, enabled: true }],
      brand: { brand_id: 0, original_brand_name: 'NoBrand' },
      attribute_list: [
        { attribute_id: 4811, attribute_value_list: [{ value_id: 99, original_value_name: '99' }] },
        { attribute_id: 4812, attribute_value_list: [{ value_id: 0, original_value_name: '300ml' }] },
      ],
      item_status: 'NORMAL',
      condition: 'NEW',
      item_sku: 'CUP',
      gtin_code: '8998866200301',
    });
    expect(tiersBody(draft, '1', [])).toBeUndefined();
  });

  it('with several is hidden and empty until its variations are there, each at its place in the options', () => {
    expect(itemBody(shirt, shop)).toMatchObject({ item_status: 'UNLIST', seller_stock: [{ stock: 0 }] });
    expect(tiersBody(shirt, '2000', ['IDZ'])).toMatchObject({
      item_id: 2000,
      standardise_tier_variation: [
        { variation_name: 'Warna', variation_option_list: [{ variation_option_name: 'Merah' }, { variation_option_name: 'Biru' }] },
        { variation_name: 'Ukuran', variation_option_list: [{ variation_option_name: 'M' }, { variation_option_name: 'L' }] },
      ],
      model: [
        { tier_index: [0, 0], model_sku: 'Merah-M', original_price: 50_000, seller_stock: [{ location_id: 'IDZ', stock: 3 }] },
        { tier_index: [0, 1], model_sku: 'Merah-L' },
        { tier_index: [1, 0], model_sku: 'Biru-M' },
        { tier_index: [1, 1], model_sku: 'Biru-L' },
      ],
    });
  });

  it.each<[string, Partial<ListingDraft>]>([
    ['variants', { variants: [] }],
    ['images', { images: [] }],
    ['weightGrams', { weightGrams: 0 }],
    ['brand', { brand: 'Acme' }],
    ['attributes.Bahan', { attributes: { Bahan: 'Kaca' } }],
  ])('is refused for its %s in words', (field, change) => {
    expect(fieldOf(() => itemBody({ ...draft, ...change }, shop))).toEqual(['invalid', field]);
  });

  it('is refused when its variants do not fit together', () => {
    const [first, second] = shirt.variants;
    if (!first || !second) throw new Error('the draft has no variants');
    const broken = [
      [first, { ...second, options: { Warna: 'Merah' } }],
      [first, { ...second, options: { Warna: 'Merah', Size: 'L' } }],
      [first, first],
      [first, { ...second, options: {} }],
      Array.from({ length: 51 }, (_, at) => ({ ...first, options: { Warna: `${at}` } })),
      [{ ...first, options: { a: '1', b: '2', c: '3' } }],
    ];
    for (const variants of broken) expect(fieldOf(() => tiersBody({ ...draft, variants }, '1', []))).toEqual(['invalid', 'variants']);
  });

  it('needs a shipping channel that is switched on', () => {
    expect(fieldOf(() => itemBody(draft, { channelIds: [], locations: [] }))).toEqual(['conflict']);
  });

  it('takes a brand by number and name', () => {
    expect(itemBody({ ...draft, brand: '77:Acme: Home' }, shop)).toMatchObject({
      brand: { brand_id: 77, original_brand_name: 'Acme: Home' },
    });
  });
});

it('a price is a number with decimals only where Shopee has them', () => {
  expect(priceBody({ minor: 1250, currency: 'SGD' })).toBe(12.5);
  expect(priceBody(idr(12_000))).toBe(12_000);
  expect(fieldOf(() => priceBody({ minor: 1250, currency: 'THB' }))).toEqual(['invalid', 'price']);
  expect(fieldOf(() => priceBody({ minor: 0, currency: 'SGD' }))).toEqual(['invalid', 'price']);
});

it('an attribute may be named as the item shows it, and its value as well', () => {
  const known = [
    {
      attribute_id: '4811',
      original_attribute_name: 'Bahan',
      attribute_value_list: [{ value_id: '99', original_value_name: 'Kaca', value_unit: '' }],
    },
  ];
  expect(attributesBody({ Bahan: 'Kaca' }, known)).toEqual([
    { attribute_id: 4811, attribute_value_list: [{ value_id: 99, original_value_name: 'Kaca' }] },
  ]);
});
