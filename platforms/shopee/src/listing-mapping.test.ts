import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapItem } from './listing-mapping.ts';
import { itemSchema, modelsSchema } from './wire/item.ts';

const fixtures = JSON.parse(readFileSync(new URL('./fixtures/items.json', import.meta.url), 'utf8')) as Record<string, object>;
const shop = { shop: { externalId: '226354871', region: 'ID' }, categoryNames: new Map([['100012', 'Gelas & Cangkir']]) };
const single = (change: object = {}) => mapItem(itemSchema.parse({ ...fixtures.single, ...change }), undefined, shop);

describe('an item of Shopee', () => {
  it('without models is a listing with one variant, which carries its code, barcode, price and stock', () => {
    expect(single()).toEqual({
      externalId: '1000',
      title: 'Gelas',
      status: 'normal',
      isLive: true,
      imageUrl: 'https://cf.shopee.co.id/file/id-1',
      imageUrls: ['https://cf.shopee.co.id/file/id-1', 'https://cf.shopee.co.id/file/id-2'],
      description: 'Gelas kaca',
      category: { externalId: '100012', name: 'Gelas & Cangkir' },
      attributes: { Bahan: 'Kaca', Isi: '300ml' },
      url: 'https://shopee.co.id/product/226354871/1000',
      updatedAt: new Date(1_793_580_600_000),
      variants: [
        {
          externalId: '1000:0',
          sellerCode: 'CUP',
          barcode: '8998866200301',
          name: '',
          price: { minor: 9_000, currency: 'IDR' },
          quantity: 12,
        },
      ],
    });
  });

  it('with models has a variant for each, named by its options, with exact ids', () => {
    const listing = mapItem(itemSchema.parse(fixtures.withModels), modelsSchema.parse(fixtures.models), shop);
    expect(listing).toMatchObject({ status: 'unlist', isLive: false, description: 'Kaos katun\nNyaman' });
    expect(listing.variants).toEqual([
      {
        externalId: '2000:9007199254740993',
        sellerCode: 'SHIRT-R-L',
        name: 'Merah, L',
        price: { minor: 50_000, currency: 'IDR' },
        quantity: 4,
        imageUrl: 'https://cf.shopee.co.id/file/m',
      },
      {
        externalId: '2000:2002',
        sellerCode: 'SHIRT-B-M',
        barcode: '4006381333931',
        name: 'Biru, M',
        price: { minor: 45_000, currency: 'IDR' },
        quantity: 7,
      },
    ]);
  });

  it('says nothing of stock and price that Shopee does not show', () => {
    const [variant] = single({ stock_info_v2: undefined, price_info: undefined, gtin_code: '00' }).variants;
    expect(variant).toEqual({ externalId: '1000:0', sellerCode: 'CUP', name: '', price: undefined, quantity: undefined });
  });

  it('is not live when banned, under review or deleted', () => {
    for (const item_status of ['BANNED', 'REVIEWING', 'UNLIST', 'SELLER_DELETE', 'SHOPEE_DELETE']) {
      expect(single({ item_status }).isLive).toBe(false);
    }
  });
});
