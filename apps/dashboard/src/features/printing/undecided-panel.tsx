import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Button } from '../../ui/button.tsx';
import type { Job } from './print-queries.ts';
import type { JobActions } from './use-job-actions.ts';

/** The one question that only a person at the printer can answer: it stands before everything else, and it does not go away by itself. */
export function UndecidedPanel({ jobs, actions, onOpen }: { jobs: readonly Job[]; actions: JobActions; onOpen: (job: Job) => void }) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  const { resolve } = actions;
  return (
    <section aria-labelledby="undecided" className="rounded-xl border-2 border-warn bg-warn-wash">
      <header className="flex items-start gap-3 px-4 pt-4 pb-3">
        <TriangleAlert className="mt-0.5 size-7 shrink-0 text-warn" aria-hidden />
        <div>
          <h2 id="undecided" className="text-lg font-semibold">
            {t('printing.undecided.title', { count: jobs.length })}
          </h2>
          <p>{t('printing.undecided.help')}</p>
        </div>
      </header>
      <ul className="divide-y divide-warn/30 border-t border-warn/30">
        {jobs.map((job) => {
          const isBusy = resolve.isPending && resolve.variables.job.id === job.id;
          return (
            <li key={job.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-4 py-3">
              <div className="min-w-0 flex-1 basis-64">
                <button
                  type="button"
                  data-job={job.id}
                  onClick={() => onOpen(job)}
                  className="min-h-6 text-left text-base font-semibold break-all hover:underline"
                >
                  {job.title}
                </button>
                <p className="text-ink">
                  <strong className="font-semibold">{t('printing.undecided.at', { printer: job.printerName })}</strong> ·{' '}
                  {t('printing.sentAt', { when: formatInstant(job.receivedAt ?? job.createdAt) })}
                </p>
                {job.problem && <p className="text-sm text-soft">{hubSays(job.problem)}</p>}
              </div>
              {canPrint && (
                <div className="flex flex-wrap gap-2">
                  <Button size="large" isBusy={isBusy} onClick={() => resolve.mutate({ job, outcome: 'printed' })}>
                    {t('printing.undecided.printed')}
                  </Button>
                  <Button size="large" isBusy={isBusy} onClick={() => resolve.mutate({ job, outcome: 'print_again' })}>
                    {t('printing.undecided.printAgain')}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
