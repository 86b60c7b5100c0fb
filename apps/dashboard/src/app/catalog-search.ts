import { readOne, readText } from './read-search.ts';

export const mappingStates = ['mapped', 'partly', 'unmapped'] as const;
export const skuStates = ['active', 'archived', 'all'] as const;
export const skuStockStates = ['low', 'out', 'short'] as const;
export const analyticsDays = [7, 30, 90] as const;

/** The filters of the products as they stand in the address, and the listing that is open. */
export interface ProductSearch {
  readonly q?: string;
  readonly shopId?: string;
  readonly platform?: string;
  /** The marketplace's own word. */
  readonly status?: string;
  readonly mapping?: (typeof mappingStates)[number];
  readonly hasProblem?: true;
  readonly isGone?: true;
  readonly listing?: string;
}

/** Which variants wait for a SKU, or what was mapped. */
export interface MappingSearch {
  readonly q?: string;
  readonly shopId?: string;
  readonly platform?: string;
  readonly tab?: 'history';
}

/** The filters of the SKUs, and the SKU that is open. */
export interface SkuSearch {
  readonly q?: string;
  readonly state?: (typeof skuStates)[number];
  readonly stock?: (typeof skuStockStates)[number];
  readonly isMapped?: 'true' | 'false';
  readonly sku?: string;
}

/** What the figures of shipping are about. */
export interface FulfilmentSearch {
  readonly days?: (typeof analyticsDays)[number];
  readonly shopId?: string;
  /** The short name of a marketplace. */
  readonly platform?: 'tiktok' | 'shopee' | 'ebay' | 'amazon';
}

type Raw = Record<string, unknown>;

export function readProductSearch(search: Raw): ProductSearch {
  return {
    ...readText('q', search.q),
    ...readText('shopId', search.shopId),
    ...readText('platform', search.platform),
    ...readText('status', search.status),
    ...readOne('mapping', search.mapping, mappingStates),
    ...readOne('hasProblem', search.hasProblem, [true as const]),
    ...readOne('isGone', search.isGone, [true as const]),
    ...readText('listing', search.listing),
  };
}

export function readMappingSearch(search: Raw): MappingSearch {
  return {
    ...readText('q', search.q),
    ...readText('shopId', search.shopId),
    ...readText('platform', search.platform),
    ...readOne('tab', search.tab, ['history'] as const),
  };
}

export function readSkuSearch(search: Raw): SkuSearch {
  return {
    ...readText('q', search.q),
    ...readOne('state', search.state, skuStates),
    ...readOne('stock', search.stock, skuStockStates),
    ...readOne('isMapped', search.isMapped, ['true', 'false'] as const),
    ...readText('sku', search.sku),
  };
}

export function readFulfilmentSearch(search: Raw): FulfilmentSearch {
  return {
    ...readOne('days', search.days, analyticsDays),
    ...readText('shopId', search.shopId),
    ...readOne('platform', search.platform, ['tiktok', 'shopee', 'ebay', 'amazon'] as const),
  };
}

/** The shop of a new product, when it was chosen before. */
export function readNewProductSearch(search: Raw): { readonly shopId?: string } {
  return readText('shopId', search.shopId);
}
