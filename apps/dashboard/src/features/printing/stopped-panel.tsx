import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { jobTones } from './job-state.ts';
import type { Job } from './print-queries.ts';
import type { JobActions } from './use-job-actions.ts';

/** Jobs that failed or waited too long: what happened, and what to do. */
export function StoppedPanel({ jobs, actions, onOpen }: { jobs: readonly Job[]; actions: JobActions; onOpen: (job: Job) => void }) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  const [isAsking, setAsking] = useState(false);
  const printAll = () => {
    setAsking(false);
    for (const job of jobs) actions.resolve.mutate({ job, outcome: 'print_again' });
  };
  return (
    <Panel
      title={`${t('printing.stopped.title')} · ${jobs.length}`}
      actions={
        canPrint &&
        jobs.length > 1 && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('printing.stopped.all')}
          </Button>
        )
      }
      isFlush
    >
      <p className="px-4 pt-3 text-soft">{t('printing.stopped.help')}</p>
      <ul className="divide-y divide-line/70">
        {jobs.map((job) => (
          <StoppedRow key={job.id} job={job} actions={actions} canPrint={canPrint} onOpen={onOpen} />
        ))}
      </ul>
      {isAsking && (
        <ConfirmDialog
          title={t('printing.stopped.allTitle')}
          help={t('printing.stopped.allHelp', { count: jobs.length })}
          submit={t('printing.stopped.all')}
          look="primary"
          onConfirm={printAll}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}

interface RowProps {
  job: Job;
  actions: JobActions;
  canPrint: boolean;
  onOpen: (job: Job) => void;
}

function StoppedRow({ job, actions: { resolve, cancel }, canPrint, onOpen }: RowProps) {
  const { t } = useTranslation();
  const isBusy = resolve.isPending && resolve.variables.job.id === job.id;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={jobTones[job.state]}>{t(`printing.state.${job.state}`)}</Badge>
          <button
            type="button"
            data-job={job.id}
            onClick={() => onOpen(job)}
            className="min-h-6 text-left font-medium break-all hover:text-accent hover:underline"
          >
            {job.title}
          </button>
        </p>
        <p className="text-sm text-soft">
          {t('printing.undecided.at', { printer: job.printerName })} · {formatInstant(job.finishedAt ?? job.createdAt)}
        </p>
        {job.problem && <p className="font-medium text-bad">{hubSays(job.problem)}</p>}
        <p>{t(job.state === 'expired' ? 'printing.stopped.expired' : 'printing.stopped.failed')}</p>
      </div>
      {canPrint && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" look="ghost" onClick={() => cancel.mutate(job)} disabled={isBusy}>
            {t('printing.stopped.drop')}
          </Button>
          <Button size="small" onClick={() => resolve.mutate({ job, outcome: 'printed' })} disabled={isBusy}>
            {t('printing.stopped.printedAfterAll')}
          </Button>
          <Button size="small" look="primary" onClick={() => resolve.mutate({ job, outcome: 'print_again' })} isBusy={isBusy}>
            {t('printing.undecided.printAgain')}
          </Button>
        </div>
      )}
    </li>
  );
}
