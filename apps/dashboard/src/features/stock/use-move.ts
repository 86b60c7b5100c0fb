import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { notify } from '../../ui/toast.tsx';
import type { MoveKind } from './stock-change.ts';
import { ledgerQuery } from './stock-queries.ts';

export interface Move {
  readonly kind: MoveKind;
  readonly units: number;
  readonly locationId: string;
  readonly toLocationId: string;
  readonly reason: string;
}

/** Moves units of a SKU, says what is there now, and offers the way back. */
export function useMove(skuId: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useUndoMovement();
  return useAction(
    async (move: Move) => {
      const onHand = await sendMove(skuId, move);
      const [newest] = (await queries.fetchInfiniteQuery({ ...ledgerQuery({ skuId }, 1), staleTime: 0 })).pages.flatMap(
        ({ items }) => items,
      );
      const isOurs = newest?.canUndo && newest.kind === move.kind && newest.reason === move.reason;
      notify(t('stock.adjusted', { count: onHand }), {
        ...(isOurs ? { undo: { label: t('stockMoves.undo'), act: () => undo.mutate(newest.id) } } : {}),
      });
    },
    { stale: [['stock'], ['home']], isProblemShown: true },
  );
}

/** The number on hand afterwards, everywhere. */
async function sendMove(skuId: string, { kind, units, locationId, toLocationId, reason }: Move): Promise<number> {
  const params = { path: { skuId } };
  if (kind === 'count') {
    const { onHand } = await read(api.POST('/api/skus/{skuId}/count', { params, body: { counted: units, locationId, reason } }));
    return onHand;
  }
  if (kind === 'transfer') {
    const body = { fromLocationId: locationId, toLocationId, quantity: units, reason };
    return (await read(api.POST('/api/skus/{skuId}/transfer', { params, body }))).onHand;
  }
  return (await read(api.POST('/api/skus/{skuId}/adjust', { params, body: { kind, quantity: units, locationId, reason } }))).onHand;
}

/** Takes a movement back by its opposite. */
export function useUndoMovement() {
  const { t } = useTranslation();
  return useAction((movementId: string) => read(api.POST('/api/stock/movements/{movementId}/undo', { params: { path: { movementId } } })), {
    stale: [['stock'], ['home']],
    said: t('stockMoves.undone'),
  });
}
