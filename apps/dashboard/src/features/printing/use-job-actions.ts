import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { isWithAgent } from './job-state.ts';
import type { Job } from './print-queries.ts';

const stale = [['queue'], ['history'], ['printers']] as const;

/** Everything that can be done to a job, each saying what became of it. */
export function useJobActions() {
  const { t } = useTranslation();
  const at = (job: Job) => ({ params: { path: { printJobId: job.id } } });
  const change = useAction(
    ({ job, ...body }: { job: Job; isPaused?: boolean; priority?: number; printerId?: string }) =>
      read(api.PATCH('/api/printers/queue/{printJobId}', { ...at(job), body })),
    {
      stale,
      said: ({ isPaused, printerId }) => {
        if (printerId !== undefined) return t('printing.act.moved');
        if (isPaused !== undefined) return t(isPaused ? 'printing.act.paused' : 'printing.act.resumed');
        return t('printing.act.changed');
      },
    },
  );
  const cancel = useAction((job: Job) => read(api.POST('/api/printers/queue/{printJobId}/cancel', at(job))), {
    stale,
    said: (job) => t(isWithAgent(job) ? 'printing.act.cancelAsked' : 'printing.act.cancelled'),
  });
  const resolve = useAction(
    ({ job, outcome }: { job: Job; outcome: 'printed' | 'print_again' }) =>
      read(api.POST('/api/printers/queue/{printJobId}/resolve', { ...at(job), body: { outcome } })),
    { stale, said: ({ outcome }) => t(outcome === 'printed' ? 'printing.undecided.donePrinted' : 'printing.undecided.doneAgain') },
  );
  return { change, cancel, resolve };
}

export type JobActions = ReturnType<typeof useJobActions>;
