import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDuration, formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useMedia } from '../../ui/media.ts';
import { Table, Td, Th } from '../../ui/table.tsx';
import { HistoryCards } from './history-cards.tsx';
import { isMoving, jobTones } from './job-state.ts';
import type { Job } from './print-queries.ts';
import { useRequestedBy } from './requested-by.ts';

interface Props {
  jobs: readonly Job[];
  onOpen: (job: Job) => void;
  onReprint: (job: Job) => void;
}

export function HistoryTable({ jobs, onOpen, onReprint }: Props) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  const requestedBy = useRequestedBy();
  const isWide = useMedia('(min-width: 768px)');
  if (!isWide) return <HistoryCards jobs={jobs} onOpen={onOpen} onReprint={onReprint} />;
  return (
    <Table label={t('history.title')}>
      <thead>
        <tr>
          {(['document', 'state', 'printer', 'asked', 'took'] as const).map((column) => (
            <Th key={column}>{t(`history.columns.${column}`)}</Th>
          ))}
          {canPrint && (
            <Th>
              <span className="sr-only">{t('history.columns.act')}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id} className="hover:bg-page/70">
            <Td className="min-w-56">
              <button
                type="button"
                data-job={job.id}
                onClick={() => onOpen(job)}
                className="min-h-6 text-left font-medium break-all hover:text-accent hover:underline"
              >
                {job.title}
              </button>
              {job.reprintReason && <p className="text-sm text-soft">{t('printing.reprint', { reason: job.reprintReason })}</p>}
              {job.problem && job.state !== 'confirmed' && <p className="text-sm text-bad">{hubSays(job.problem)}</p>}
            </Td>
            <Td>
              <Badge tone={jobTones[job.state]} isPulsing={isMoving(job)}>
                {t(`printing.state.${job.state}`)}
              </Badge>
            </Td>
            <Td className="whitespace-nowrap">{job.printerName}</Td>
            <Td className="whitespace-nowrap">
              {formatInstant(job.createdAt)}
              <span className="block text-sm text-soft">{requestedBy(job.requestedBy)}</span>
            </Td>
            <Td className="whitespace-nowrap">
              {job.state === 'confirmed' && job.durationMs !== null ? formatDuration(job.durationMs) : '–'}
            </Td>
            {canPrint && (
              <Td className="text-right">
                {job.state === 'confirmed' && (
                  <Button size="small" onClick={() => onReprint(job)} aria-label={t('history.reprintOf', { title: job.title })}>
                    <RotateCcw className="size-4" aria-hidden /> {t('history.reprintAct')}
                  </Button>
                )}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
