import { formatMoney } from '@shopfleet/kernel';
import { type ListingDraft, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { namedAttributes } from './product-attributes.ts';
import { createdProductSchema, warehousesSchema } from './wire/product.ts';

const gramsPerPound = 453.592;

/**
 * Makes a product and sends it to TikTok's audit. Its units go to the default warehouse. Throws `invalid` with the fields that TikTok
 * Shop wants and the draft does not have.
 */
export async function createProduct(client: TikTokClient, access: ShopAccess, draft: ListingDraft): Promise<{ externalId: string }> {
  refuseIncomplete(draft);
  const warehouseId = await salesWarehouse(client, access);
  const attributes = await namedAttributes(client, access, draft.categoryId, draft.attributes);
  const body = {
    save_mode: 'LISTING',
    title: draft.title,
    description: draft.description,
    category_id: draft.categoryId,
    ...(access.region === 'US' || isSouthEast(access.region) ? { category_version: 'v2' } : {}),
    main_images: draft.images.map((uri) => ({ uri })),
    package_weight: weightOf(draft.weightGrams ?? 0, access.region),
    ...(attributes.length > 0 ? { product_attributes: attributes } : {}),
    skus: draft.variants.map(({ sellerCode, barcode, options, price, quantity }) => ({
      seller_sku: sellerCode,
      price: { amount: formatMoney(price), currency: price.currency },
      inventory: [{ warehouse_id: warehouseId, quantity }],
      ...(barcode ? { identifier_code: { code: barcode, type: codeType(barcode) } } : {}),
      ...(draft.variants.length > 1
        ? { sales_attributes: Object.entries(options).map(([name, value]) => ({ name, value_name: value })) }
        : {}),
    })),
  };
  const { product_id } = await client.call(access, endpoints.createProduct, { body, data: createdProductSchema });
  return { externalId: product_id };
}

function refuseIncomplete({ images, weightGrams, variants, brand }: ListingDraft): void {
  const wanted: [string, boolean, string][] = [
    ['images', images.length > 0, 'at least one uploaded image'],
    ['weightGrams', weightGrams !== undefined, 'the weight of the parcel'],
    ['variants', variants.every(({ quantity }) => quantity > 0), 'at least one unit of each variant'],
    [
      'variants',
      variants.every(({ sellerCode }) => !/\s/.test(sellerCode) && sellerCode.length <= 50),
      'seller codes without blanks, up to 50 characters',
    ],
    ['brand', brand === undefined, 'no brand here: TikTok Shop takes authorised brands only, set it in Seller Center'],
  ];
  const missing = wanted.filter(([, isThere]) => !isThere);
  if (missing.length === 0) return;
  const words = missing.map(([, , what]) => what).join('; ');
  throw new PlatformFailure('invalid', `TikTok Shop wants ${words}`, { fields: missing.map(([field]) => field) });
}

async function salesWarehouse(client: TikTokClient, access: ShopAccess): Promise<string> {
  const { warehouses } = await client.call(access, endpoints.warehouses, { data: warehousesSchema });
  const sales = warehouses.filter(({ type, effect_status }) => type === 'SALES_WAREHOUSE' && effect_status === 'ENABLED');
  const chosen = sales.find(({ is_default }) => is_default) ?? sales[0];
  if (!chosen) throw new PlatformFailure('conflict', 'The shop has no warehouse to sell from; set one up in Seller Center');
  return chosen.id;
}

function weightOf(grams: number, region: string): { value: string; unit: string } {
  if (region === 'US') return { value: Math.max(0.01, grams / gramsPerPound).toFixed(2), unit: 'POUND' };
  return { value: (grams / 1000).toFixed(3), unit: 'KILOGRAM' };
}

const isSouthEast = (region: string): boolean => ['ID', 'MY', 'PH', 'SG', 'TH', 'VN'].includes(region);

function codeType(barcode: string): string {
  if (barcode.length === 13) return 'EAN';
  return barcode.length === 12 ? 'UPC' : 'GTIN';
}
