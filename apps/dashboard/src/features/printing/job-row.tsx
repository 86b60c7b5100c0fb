import { Link } from '@tanstack/react-router';
import { ArrowDownToLine, ArrowUpToLine, Ban, Ellipsis, FileText, ListEnd, MoveRight, Package, Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { isCancellable, isChangeable, isMoving, jobTones } from './job-state.ts';
import type { Job } from './print-queries.ts';
import type { JobActions } from './use-job-actions.ts';

export interface JobRowProps {
  job: Job;
  now: number;
  actions: JobActions;
  onOpen: (job: Job) => void;
  onMove: (job: Job) => void;
  onCancel: (job: Job) => void;
}

/** One job that prints or waits. Its name is the place of the keyboard in the list. */
export function JobRow({ job, now, onOpen, ...rest }: JobRowProps) {
  const { t } = useTranslation();
  return (
    <li className="flex items-center gap-3 px-4 py-2 focus-within:bg-page/70 hover:bg-page/70">
      <div className="flex min-w-0 flex-1 flex-col gap-x-3 gap-y-0.5 sm:flex-row sm:items-center">
        <div className="w-36 shrink-0">
          <Badge tone={job.isPaused ? 'warn' : jobTones[job.state]} isPulsing={isMoving(job)}>
            {job.isPaused ? t('printing.paused') : t(`printing.state.${job.state}`)}
          </Badge>
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 sm:flex-1">
          <button
            type="button"
            data-job={job.id}
            onClick={() => onOpen(job)}
            className="min-h-7 min-w-0 text-left font-medium break-all hover:text-accent hover:underline"
          >
            {job.title}
          </button>
          {job.priority !== 0 && <Badge tone="info">{t(job.priority > 0 ? 'printing.first' : 'printing.last')}</Badge>}
          {job.copies > 1 && <span className="text-sm text-soft">{t('printing.copies', { count: job.copies })}</span>}
          {job.reprintReason && <span className="text-sm text-soft">{t('printing.reprint', { reason: job.reprintReason })}</span>}
          {job.problem && <span className="text-sm text-warn">{hubSays(job.problem)}</span>}
          <span className="text-sm text-soft sm:ml-auto">
            {t('printing.waitingSince', { when: formatInstant(job.createdAt) })}
            {job.state === 'queued' && ` · ${t('printing.expires', { when: formatDistance(job.expiresAt, now) })}`}
          </span>
        </div>
      </div>
      <JobMenu job={job} onOpen={onOpen} {...rest} />
    </li>
  );
}

function JobMenu({ job, actions, onOpen, onMove, onCancel }: Omit<JobRowProps, 'now'>) {
  const { t } = useTranslation();
  const canPrint = useMay('printing:write');
  const { change } = actions;
  const icon = { className: 'size-4', 'aria-hidden': true } as const;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('printing.act.more', { title: job.title })}
          className="grid size-8 shrink-0 place-items-center rounded-lg text-soft hover:bg-page hover:text-ink"
        >
          <Ellipsis className="size-5" aria-hidden />
        </button>
      }
    >
      <MenuItem onSelect={() => onOpen(job)}>
        <FileText {...icon} /> {t('printing.act.details')}
      </MenuItem>
      {canPrint && isChangeable(job) && (
        <>
          <MenuItem onSelect={() => change.mutate({ job, isPaused: !job.isPaused })}>
            {job.isPaused ? <Play {...icon} /> : <Pause {...icon} />} {t(job.isPaused ? 'printing.act.resume' : 'printing.act.pause')}
          </MenuItem>
          {job.priority < 10 && (
            <MenuItem onSelect={() => change.mutate({ job, priority: 10 })}>
              <ArrowUpToLine {...icon} /> {t('printing.act.sooner')}
            </MenuItem>
          )}
          {job.priority !== 0 && (
            <MenuItem onSelect={() => change.mutate({ job, priority: 0 })}>
              <ListEnd {...icon} /> {t('printing.act.normal')}
            </MenuItem>
          )}
          {job.priority > -10 && (
            <MenuItem onSelect={() => change.mutate({ job, priority: -10 })}>
              <ArrowDownToLine {...icon} /> {t('printing.act.later')}
            </MenuItem>
          )}
          <MenuItem onSelect={() => onMove(job)}>
            <MoveRight {...icon} /> {t('printing.act.move')}
          </MenuItem>
        </>
      )}
      {canPrint && isCancellable(job) && (
        <MenuItem onSelect={() => onCancel(job)}>
          <Ban {...icon} /> {t('printing.act.cancel')}
        </MenuItem>
      )}
    </Menu>
  );
}

/** To the order that a job prints for. */
export function OrderLink({ orderId }: { orderId: string }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/orders/$orderId"
      params={{ orderId }}
      className="inline-flex h-9 items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium hover:bg-page"
    >
      <Package className="size-4" aria-hidden /> {t('printing.act.openOrder')}
    </Link>
  );
}
