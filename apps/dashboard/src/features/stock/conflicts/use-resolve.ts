import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { notify } from '../../../ui/toast.tsx';
import type { Conflict } from '../stock-queries.ts';
import type { Choice } from './conflict-row.tsx';

const mostAtOnce = 200;

export interface Settled {
  readonly conflict: Conflict;
  readonly isDone: boolean;
  readonly message: string;
}

export interface Settling {
  readonly choice: Choice;
  readonly results: readonly Settled[];
}

/** Settles conflicts, any number of them; `settled` holds one result for each until it is cleared. One that worked only says so. */
export function useResolve() {
  const { t } = useTranslation();
  const [settled, setSettled] = useState<Settling>();
  const action = useAction(
    async ({ conflicts, choice }: { conflicts: readonly Conflict[]; choice: Choice }) => {
      const results: Settled[] = [];
      for (let from = 0; from < conflicts.length; from += mostAtOnce) {
        const part = conflicts.slice(from, from + mostAtOnce);
        const items = part.map(({ variantId }) => ({ variantId, choice }));
        const answer = await read(api.POST('/api/stock/conflicts/resolve', { body: { items } }));
        for (const [index, conflict] of part.entries()) {
          const result = answer.results[index];
          results.push({ conflict, isDone: result?.isDone ?? false, message: result?.message ?? '' });
        }
      }
      const [only] = results;
      if (results.length === 1 && only?.isDone) notify(t(`stockConflicts.done.${choice}`, { shop: only.conflict.shopName }));
      else setSettled({ choice, results });
    },
    { stale: [['stock'], ['home']] },
  );
  return { resolve: action.mutate, isPending: action.isPending, settled, clear: () => setSettled(undefined) };
}
