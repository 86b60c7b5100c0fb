import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, read } from '../../lib/api.ts';
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
