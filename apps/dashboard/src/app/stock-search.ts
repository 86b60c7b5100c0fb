import type { Schemas } from '../lib/api.ts';
import { readDay, readOne, readText } from './read-search.ts';

export const stockStates = ['low', 'out', 'short'] as const;
export const skuParts = ['levels', 'movements', 'publishing'] as const;
export type SkuPart = (typeof skuParts)[number];
export type MovementKind = Schemas['LedgerEntry']['kind'];
export const movementKinds: readonly MovementKind[] = ['receipt', 'adjust', 'count', 'transfer', 'sale', 'return', 'write_off'];
export const actorKinds = ['user', 'api-key', 'system'] as const;
export type ConflictCause = Schemas['StockConflict']['cause'];
export const conflictCauses: readonly ConflictCause[] = ['edited-there', 'silent', 'refused', 'promotion', 'under-way', 'unknown'];
export const marketplaces = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;
export type Marketplace = (typeof marketplaces)[number];

/** The filters of the stock, and the SKU that is open with its part. */
export interface StockSearch {
  readonly q?: string;
  readonly stock?: (typeof stockStates)[number];
  readonly isMapped?: 'true' | 'false';
  readonly sku?: string;
  readonly part?: SkuPart;
}

/** Which movements are shown; `from` and `to` are days here. */
export interface LedgerSearch {
  readonly q?: string;
  readonly skuId?: string;
  readonly locationId?: string;
  readonly kind?: MovementKind;
  readonly by?: (typeof actorKinds)[number];
  readonly from?: string;
  readonly to?: string;
}

export interface ConflictSearch {
  readonly shopId?: string;
  readonly skuId?: string;
  readonly cause?: ConflictCause;
}

export type SyncStream = Schemas['SyncStream']['kind'];
export const syncStreams: readonly SyncStream[] = ['orders', 'status', 'listings', 'stock'];
export const syncOutcomes = ['succeeded', 'failed', 'skipped'] as const;

/** Which shops are shown: of one marketplace, or one; and which lines of the log. */
export interface ShopSyncSearch {
  readonly platform?: Marketplace;
  readonly shopId?: string;
  readonly stream?: SyncStream;
  readonly outcome?: (typeof syncOutcomes)[number];
}

/** The marketplace whose abilities are shown. */
export interface ConnectionSearch {
  readonly about?: Marketplace;
}

type Raw = Record<string, unknown>;

export function readStockSearch(search: Raw): StockSearch {
  return {
    ...readText('q', search.q),
    ...readOne('stock', search.stock, stockStates),
    ...readOne('isMapped', search.isMapped, ['true', 'false'] as const),
    ...readText('sku', search.sku),
    ...readOne('part', search.part, skuParts),
  };
}

export function readLedgerSearch(search: Raw): LedgerSearch {
  return {
    ...readText('q', search.q),
    ...readText('skuId', search.skuId),
    ...readText('locationId', search.locationId),
    ...readOne('kind', search.kind, movementKinds),
    ...readOne('by', search.by, actorKinds),
    ...readDay('from', search.from),
    ...readDay('to', search.to),
  };
}

export function readConflictSearch(search: Raw): ConflictSearch {
  return {
    ...readText('shopId', search.shopId),
    ...readText('skuId', search.skuId),
    ...readOne('cause', search.cause, conflictCauses),
  };
}

export function readShopSyncSearch(search: Raw): ShopSyncSearch {
  return {
    ...readOne('platform', search.platform, marketplaces),
    ...readText('shopId', search.shopId),
    ...readOne('stream', search.stream, syncStreams),
    ...readOne('outcome', search.outcome, syncOutcomes),
  };
}

export function readConnectionSearch(search: Raw): ConnectionSearch {
  return readOne('about', search.about, marketplaces);
}
