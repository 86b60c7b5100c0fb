import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDuration, formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { isMoving, jobTones } from './job-state.ts';
import type { Job } from './print-queries.ts';

interface Props {
  jobs: readonly Job[];
  onOpen: (job: Job) => void;
  onReprint: (job: Job) => void;
}

/** The history on a phone: one card a print. */
export function HistoryCards({ jobs, onOpen, onReprint }: Props) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  return (
    <ul className="divide-y divide-line/70">
      {jobs.map((job) => (
        <li key={job.id} className="flex items-center justify-between gap-3 px-4 py-2.5">
          <div className="min-w-0">
            <button
              type="button"
              data-job={job.id}
              onClick={() => onOpen(job)}
              className="min-h-6 text-left font-medium break-words hover:text-accent hover:underline"
            >
              {job.title}
            </button>
            <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
              <Badge tone={jobTones[job.state]} isPulsing={isMoving(job)}>
                {t(`printing.state.${job.state}`)}
              </Badge>
              {job.printerName} · {formatInstant(job.createdAt)}
              {job.state === 'confirmed' && job.durationMs !== null && ` · ${formatDuration(job.durationMs)}`}
            </p>
            {job.reprintReason && <p className="text-sm text-soft">{t('printing.reprint', { reason: job.reprintReason })}</p>}
            {job.problem && job.state !== 'confirmed' && <p className="text-sm text-bad">{hubSays(job.problem)}</p>}
          </div>
          {canPrint && job.state === 'confirmed' && (
            <Button onClick={() => onReprint(job)} aria-label={t('history.reprintOf', { title: job.title })}>
              <RotateCcw className="size-4" aria-hidden />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
