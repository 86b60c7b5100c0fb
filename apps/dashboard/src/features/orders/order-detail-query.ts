import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read, type Schemas } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../ui/toast.tsx';

export function orderDetailQuery(orderId: string) {
  return queryOptions({
    queryKey: ['order', orderId],
    queryFn: () => read(api.GET('/api/v1/platforms/orders/{orderId}', { params: { path: { orderId } } })),
  });
}

/** Something done to an order: says that it worked, or why not, and reads the order again either way. */
export function useOrderAction<Input>(orderId: string, act: (input: Input) => Promise<unknown>, said: string | ((input: Input) => string)) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (_answer, input) => notify(typeof said === 'string' ? said : said(input)),
    onError: notifyProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
}

/** Sets shipping going and says how far it came: started, held, left alone or refused. */
export function useShipping(orderId: string, act: () => Promise<Schemas['FulfilResult']>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: ({ outcome, message }) => {
      const isGood = outcome === 'done' || outcome === 'started';
      notify(t(isGood ? 'order.act.shipStarted' : `orders.result.outcome.${outcome}`), { tone: isGood ? 'good' : 'bad', help: message });
    },
    onError: notifyProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
}

/** The outcome of the one order that was asked for. */
export function onlyResult({ results }: { results: readonly Schemas['FulfilResult'][] }): Schemas['FulfilResult'] {
  const [result] = results;
  if (!result) throw new Error('The hub answered without a result');
  return result;
}
