import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleX, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Button } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Unreadable } from './set-aside-panel.tsx';
import { type FailedJob, failedJobsQuery } from './sync-queries.ts';
import { useRetryJobs } from './use-set-aside.ts';

const mostAtOnce = 200;

/** Work that gave up after many tries, with the last error. Nothing when there is none. */
export function FailedJobsPanel({ now }: { now: number }) {
  const { t } = useTranslation();
  const canWrite = useMay('shops:write');
  const query = useInfiniteQuery(failedJobsQuery);
  const retry = useRetryJobs();
  const jobs = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (jobs.length === 0) return <Unreadable title={t('sync.jobs.title')} error={query.data ? null : query.error} />;
  const ids = jobs.slice(0, mostAtOnce).map(({ id }) => id);
  return (
    <Panel
      isFlush
      title={
        <span className="flex items-center gap-2">
          <CircleX className="size-4.5 text-bad" aria-hidden /> {t('sync.jobs.title')}
        </span>
      }
      actions={
        canWrite && (
          <Button size="small" isBusy={retry.isPending} onClick={() => retry.mutate(ids)}>
            <RotateCcw className="size-4" aria-hidden /> {t('sync.parked.retryAll', { count: ids.length })}
          </Button>
        )
      }
    >
      <p className="px-4 pt-3 text-soft">{t('sync.jobs.help')}</p>
      <ul className="divide-y divide-line/70">
        {jobs.map((job) => (
          <li key={job.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-2.5">
            <div className="min-w-0 flex-[1_1_18rem]">
              <p className="font-medium break-words">{hubSays(job.error)}</p>
              <p className="text-sm break-words text-soft">
                {aboutOf(job).join(' · ')} · {t('sync.jobs.tries', { count: job.attempts })} ·{' '}
                <time dateTime={job.failedAt} title={formatInstant(job.failedAt)}>
                  {formatDistance(job.failedAt, now)}
                </time>
              </p>
            </div>
            {canWrite && (
              <Button
                size="small"
                isBusy={retry.isPending}
                onClick={() => retry.mutate([job.id])}
                aria-label={t('sync.parked.retryOf', { about: job.kind })}
              >
                {t('sync.retry')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </Panel>
  );
}

function aboutOf({ kind, shopName, about }: FailedJob): string[] {
  const { shopId: _shopId, ...others } = about;
  return [kind, ...(shopName === null ? [] : [shopName]), ...Object.values(others)];
}
