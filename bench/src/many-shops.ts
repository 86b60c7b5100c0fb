import { writeFileSync } from 'node:fs';

/** A line of a sandbox's state file. */
interface Row {
  readonly c: string;
  readonly id: string;
  readonly v: Readonly<Record<string, unknown>>;
}

export interface Shelf {
  readonly shop: number;
  readonly code: string;
  readonly number: number;
  readonly units: number;
}

const row = (c: string, v: Readonly<Record<string, unknown>> & { readonly id: string }): Row => ({ c, id: v.id, v });
const title = ({ code }: Shelf) => `Article ${code}`;
const aDayAgo = Date.now() - 86_400_000;
const padded = (n: number, digits: number) => String(n).padStart(digits, '0');

/** Writes the state that a sandbox begins with instead of its starting catalogue. */
export function writeState(path: string, rows: readonly Row[]): void {
  writeFileSync(path, rows.map((each) => `${JSON.stringify(each)}\n`).join(''));
}

/** Shops of the TikTok Shop sandbox with one sales warehouse each, and whose they are. */
export const tiktokShops = [
  { id: '7494049642642441621', sellerId: '7494000000000000001', warehouseId: '7000714532876273410' },
  { id: '7494049642642441623', sellerId: '7494000000000000003', warehouseId: '7000714532876273430' },
  { id: '7494049642642441624', sellerId: '7494000000000000004', warehouseId: '7000714532876273440' },
  { id: '7494049642642441625', sellerId: '7494000000000000004', warehouseId: '7000714532876273450' },
] as const;

export function tiktokProduct(shelf: Shelf): Row {
  const { shop, code, number, units } = shelf;
  const { id: shopId, warehouseId } = tiktokShops[shop % tiktokShops.length] ?? tiktokShops[0];
  const at = Math.floor(aDayAgo / 1_000);
  return row('products', {
    ...{ id: `17296${padded(number, 13)}0`, shopId, title: title(shelf), status: 'ACTIVATE', createTime: at, updateTime: at },
    skus: [
      {
        ...{ id: `17296${padded(number, 13)}1`, sellerSku: code, name: 'Default', priceMinor: 1_990 },
        stock: [{ warehouseId, available: units, committed: 0 }],
      },
    ],
  });
}

export const shopeeShopId = (shop: number): string => `8000${padded(shop, 5)}`;

export const shopeeShop = (shop: number): Row =>
  row('shops', {
    ...{ id: shopeeShopId(shop), name: `Shop ${shop}`, region: 'SG', mainAccountId: '1204999' },
    addresses: [{ id: 9_000 + shop, state: '', city: 'Singapore', district: 'Jurong', street: '1 Jalan Buroh', zipcode: '619478' }],
    locations: [],
  });

export function shopeeItem(shelf: Shelf): Row {
  const { shop, code, number, units } = shelf;
  const at = Math.floor(aDayAgo / 1_000);
  return row('products', {
    ...{ id: `31${padded(number, 9)}`, shopId: shopeeShopId(shop), title: title(shelf), description: title(shelf), sku: code, gtin: '' },
    ...{ categoryId: 100_715, status: 'NORMAL', condition: 'NEW', weightKg: 0.4, imageIds: [], brand: { id: 0, name: 'NoBrand' } },
    ...{ attributes: [], channelIds: [], tiers: [], isLocked: false, createTime: at, updateTime: at },
    models: [{ id: '0', tierIndex: [], name: '', sku: code, gtin: '', priceMinor: 1_990, stock: [{ locationId: '', units }], reserved: 0 }],
  });
}

/** Sellers of the eBay sandbox. */
export const ebaySellers = [
  { id: 'sbxUS1roastR', marketplaceId: 'EBAY_US', currency: 'USD', locale: 'en_US' },
  { id: 'sbxDE2bohneK', marketplaceId: 'EBAY_DE', currency: 'EUR', locale: 'de_DE' },
] as const;

export const ebayLocations = (): Row[] =>
  ebaySellers.map(({ id }) =>
    row('locations', {
      id: `${id}/main`,
      sellerId: id,
      key: 'main',
      content: { name: 'Main', locationTypes: ['WAREHOUSE'] },
      isEnabled: true,
    }),
  );

export function ebayListing(shelf: Shelf): Row[] {
  const { shop, code, number, units } = shelf;
  const { id: sellerId, marketplaceId, currency, locale } = ebaySellers[shop % ebaySellers.length] ?? ebaySellers[0];
  const product = { title: title(shelf), description: title(shelf), aspects: { Brand: ['Unbranded'] }, imageUrls: [] };
  return [
    row('items', { id: `${sellerId}/${code}`, sellerId, sku: code, locale, content: { condition: 'NEW', product }, quantity: units }),
    row('offers', {
      ...{ id: `6${padded(number, 10)}`, sellerId, sku: code, marketplaceId, format: 'FIXED_PRICE', priceMinor: 1_990, currency },
      content: { categoryId: '38252', merchantLocationKey: 'main', listingDuration: 'GTC', listingPolicies: {} },
      ...{ availableQuantity: units, listingId: `12${padded(number, 10)}`, isPublished: true, soldQuantity: 0, onHold: false },
      revisions: { day: '', count: 0 },
    }),
  ];
}

const amazonMarketplace = 'ATVPDKIKX0DER';
export const amazonSellerId = (shop: number): string => `A1SBXBENCH${padded(shop, 4)}`;

export const amazonSeller = (shop: number): Row =>
  row('sellers', {
    ...{ id: amazonSellerId(shop), name: `Seller ${shop}`, region: 'NA' },
    ...{ marketplaceIds: [amazonMarketplace], dormantMarketplaceIds: [], walletMinor: { USD: 0 } },
  });

export function amazonListing(shelf: Shelf): Row {
  const { shop, code, number, units } = shelf;
  const here = { marketplace_id: amazonMarketplace };
  const sellerId = amazonSellerId(shop);
  return row('listings', {
    ...{ id: `${sellerId}/${amazonMarketplace}/${code}`, sellerId, marketplaceId: amazonMarketplace, sku: code },
    ...{ asin: `B0${padded(number, 8)}`, createdMs: aDayAgo, updatedMs: aDayAgo, productType: 'KITCHEN', pending: [] },
    attributes: {
      item_name: [{ value: title(shelf), language_tag: 'en_US', ...here }],
      condition_type: [{ value: 'new_new', ...here }],
      purchasable_offer: [{ currency: 'USD', our_price: [{ schedule: [{ value_with_tax: 19.9 }] }], audience: 'ALL', ...here }],
      fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: units }],
    },
    ...{ isHidden: false, isDeleted: false, soldQuantity: 0 },
  });
}
