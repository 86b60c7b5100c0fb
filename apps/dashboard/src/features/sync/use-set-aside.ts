import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { notify } from '../../ui/toast.tsx';

interface Answer {
  readonly done: number;
  readonly results: readonly { readonly isDone: boolean; readonly problem: string }[];
}

/** Says how many worked, and of the others why the first did not. */
function useTell(): (answer: Answer) => void {
  const { t } = useTranslation();
  return ({ done, results }) => {
    const failed = results.filter(({ isDone }) => !isDone);
    if (failed.length === 0) notify(t('sync.retried', { count: done }));
    else notify(t('sync.retriedSome', { done, count: failed.length }), { tone: 'bad', help: hubSays(failed[0]?.problem ?? '') });
  };
}

export function useRetryParked() {
  const tell = useTell();
  return useAction(async (ids: string[]) => tell(await read(api.POST('/api/sync/parked/retry', { body: { ids } }))), { stale: [['runs']] });
}

export function useRetryJobs() {
  const tell = useTell();
  return useAction(async (ids: string[]) => tell(await read(api.POST('/api/sync/failed-jobs/retry', { body: { ids } }))), {
    stale: [['runs']],
  });
}
