import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import type { Schemas } from '../../../lib/api.ts';
import { hubSays } from '../../../lib/hub-says.ts';
import { notify } from '../../../ui/toast.tsx';

/** Something asked of the marketplace for one order: says what came of it, and reads the order again either way. */
export function useMarketplaceDeed<Input>(orderId: string, act: (input: Input) => Promise<Schemas['FulfilResult']>, said: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useAction(
    async (input: Input) => {
      const result = await act(input);
      const isDone = result.outcome === 'done' || result.outcome === 'started';
      notify(isDone ? said : t(`orders.result.outcome.${result.outcome}`), {
        tone: isDone ? 'good' : 'bad',
        help: hubSays(result.message),
      });
      void queries.invalidateQueries({ queryKey: ['orders'] });
      return result;
    },
    { stale: [['order', orderId]] },
  );
}
