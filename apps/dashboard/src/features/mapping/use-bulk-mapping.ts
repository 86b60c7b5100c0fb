import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api, read } from '../../lib/api.ts';
import type { MappingResult, UnmappedVariant } from './mapping-queries.ts';
import { staleAfterMapping } from './use-mapping-deeds.ts';

export type BulkMapping = 'confirm' | 'make-skus';

export interface MappingRun {
  readonly what: BulkMapping;
  /** Name of each variant that was asked for, by its id. */
  readonly names: ReadonlyMap<string, string>;
  readonly results: readonly Pick<MappingResult, 'variantId' | 'isDone' | 'message'>[];
  /** What takes all of it back. */
  readonly batchIds: readonly string[];
  readonly isRunning: boolean;
  readonly problem: string;
}

const batchSize = 100;
const nameOf = ({ title, variantName }: UnmappedVariant) => [title, variantName].filter(Boolean).join(' · ');

/** Confirms the best suggestion of many variants, or makes a SKU of each; a batch at a time, one result for each. */
export function useBulkMapping() {
  const queries = useQueryClient();
  const [run, setRun] = useState<MappingRun>();
  const start = useCallback(
    async (what: BulkMapping, variants: readonly UnmappedVariant[]) => {
      const names = new Map(variants.map((one) => [one.variantId, nameOf(one)]));
      let state: MappingRun = { what, names, results: [], batchIds: [], isRunning: true, problem: '' };
      setRun(state);
      try {
        for (let at = 0; at < variants.length; at += batchSize) {
          const done = await (what === 'confirm' ? confirmBest : makeSkus)(variants.slice(at, at + batchSize));
          state = { ...state, results: [...state.results, ...done.results], batchIds: [...state.batchIds, ...done.batchIds] };
          setRun(state);
        }
      } catch (error) {
        state = { ...state, problem: error instanceof Error ? error.message : String(error) };
      }
      setRun({ ...state, isRunning: false });
      await Promise.all(staleAfterMapping.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    [queries],
  );
  const close = useCallback(() => setRun(undefined), []);
  return { run, start, close };
}

async function confirmBest(variants: readonly UnmappedVariant[]) {
  const items = variants.flatMap(({ variantId, mappingVersion, suggestions: [best] }) =>
    best ? [{ variantId, mappingVersion, components: [{ skuId: best.skuId, quantity: 1 }] }] : [],
  );
  if (items.length === 0) return { results: [], batchIds: [] };
  const { results, batchId } = await read(api.POST('/api/mappings/bulk', { body: { items } }));
  return { results, batchIds: [batchId] };
}

async function makeSkus(variants: readonly UnmappedVariant[]) {
  const { results } = await read(api.POST('/api/skus/from-variants', { body: { variantIds: variants.map(({ variantId }) => variantId) } }));
  return { results, batchIds: [] };
}
