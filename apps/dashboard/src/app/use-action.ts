import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { notify, notifyProblem } from '../ui/toast.tsx';

interface Words<Input> {
  /** Lists that are read again afterwards, whether it worked or not. */
  stale: readonly QueryKey[];
  /** What to say when it worked; nothing when the screen shows it anyway. */
  said?: string | ((input: Input) => string);
  /** A form shows problems beside its fields instead of in a corner. */
  isProblemShown?: boolean;
}

/** Something done at the hub: says that it worked, or why not, and reads the lists again either way. */
export function useAction<Input, Answer>(act: (input: Input) => Promise<Answer>, { stale, said, isProblemShown = false }: Words<Input>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (_answer, input) => {
      if (said !== undefined) notify(typeof said === 'string' ? said : said(input));
    },
    onError: (error) => {
      if (!isProblemShown) notifyProblem(error);
    },
    onSettled: () => Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
