import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { MappingSearch } from '../../app/catalog-search.ts';
import { api, read, type Schemas } from '../../lib/api.ts';

export type UnmappedVariant = Schemas['UnmappedVariant'];
export type Suggestion = Schemas['MappingSuggestion'];
export type MappingChange = Schemas['MappingChange'];
export type MappingResult = Schemas['MappingResult'];

/** From here on a person usually confirms; the weaker ones are looked at one by one. */
export const sureScore = 0.8;

/** What a variant is made of. */
export interface Component {
  readonly skuId: string;
  readonly quantity: number;
}

/** What a change needs to know of a variant: its number, and the mapping that the person saw. */
export interface MappableVariant {
  readonly variantId: string;
  readonly mappingVersion: number;
  /** For the person. */
  readonly name: string;
}

const pageSize = 50;
const at = (cursor: string) => ({ limit: pageSize, ...(cursor === '' ? {} : { cursor }) });

/** Variants without a SKU, those that orders wait for first. */
export function mappingQueueQuery({ q, shopId, platform }: MappingSearch) {
  const query = { ...(q ? { q } : {}), ...(shopId ? { shopId } : {}), ...(platform ? { platform } : {}) };
  return infiniteQueryOptions({
    queryKey: ['mappings', 'queue', query],
    queryFn: ({ pageParam }) => read(api.GET('/api/mappings/queue', { params: { query: { ...query, ...at(pageParam) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** What was mapped, newest first; of one variant when it is named. */
export function mappingChangesQuery(variantId?: string) {
  return infiniteQueryOptions({
    queryKey: ['mappings', 'changes', variantId ?? ''],
    queryFn: ({ pageParam }) =>
      read(api.GET('/api/mappings/changes', { params: { query: { ...(variantId ? { variantId } : {}), ...at(pageParam) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}
