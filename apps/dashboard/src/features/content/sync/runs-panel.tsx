import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatInstant, formatNumber } from '../../../lib/format.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PagedList } from '../../../ui/paged-list.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Table, Td, Th } from '../../../ui/table.tsx';
import { type ContentRun, contentRunsQuery } from './sync-queries.ts';

export const runTones: Readonly<Record<ContentRun['status'], Tone>> = {
  queued: 'neutral',
  running: 'accent',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** What was read when, and how it went. */
export function ContentRunsPanel() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(contentRunsQuery);
  return (
    <Panel title={t('contentSync.runs.title')} isFlush>
      <PagedList
        query={query}
        empty={<EmptyState icon={RefreshCw} title={t('contentSync.runs.empty')} help={t('contentSync.runs.emptyHelp')} />}
      >
        {(runs) => (
          <Table label={t('contentSync.runs.title')}>
            <thead>
              <tr>
                {(['what', 'status', 'accounts', 'calls', 'when', 'took'] as const).map((column) => (
                  <Th key={column} className={column === 'calls' || column === 'took' ? 'text-right' : ''}>
                    {t(`contentSync.runs.columns.${column}`)}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </tbody>
          </Table>
        )}
      </PagedList>
    </Panel>
  );
}

/** Whom a run was for, when not for everybody. */
function RunScope({ run }: { run: ContentRun }) {
  const { t } = useTranslation();
  if (run.accountId !== null) {
    return (
      <Link
        to="/content/accounts/$accountId"
        params={{ accountId: run.accountId }}
        className="flex min-h-7 items-center text-sm text-soft underline hover:text-accent"
      >
        {t('contentSync.runs.oneAccount')}
      </Link>
    );
  }
  if (run.outletId === null && !run.isCatchUp) return null;
  return <span className="block text-sm text-soft">{t(`contentSync.runs.${run.isCatchUp ? 'catchUp' : 'oneOutlet'}`)}</span>;
}

function RunRow({ run }: { run: ContentRun }) {
  const { t } = useTranslation();
  const job = t(`contentSync.job.${run.job}`);
  const { calls } = run.totals;
  return (
    <tr>
      <Td>
        <Link
          to="/content/sync"
          search={(before) => ({ ...before, run: run.id })}
          aria-label={t('contentSync.runs.open', { run: `${job} ${formatInstant(run.createdAt)}` })}
          className="inline-flex min-h-7 items-center font-medium hover:text-accent hover:underline"
        >
          {job}
        </Link>
        <RunScope run={run} />
      </Td>
      <Td>
        <Badge tone={runTones[run.status]} isPulsing={run.status === 'running'}>
          {t(`contentSync.runs.status.${run.status}`)}
        </Badge>
        {run.status === 'failed' && run.message && <p className="mt-1 max-w-prose text-sm text-soft">{run.message}</p>}
      </Td>
      <Td>
        <RunCounts run={run} />
      </Td>
      <Td className="text-right">{formatNumber(calls)}</Td>
      <Td className="whitespace-nowrap">{formatInstant(run.createdAt)}</Td>
      <Td className="text-right whitespace-nowrap">
        {run.finishedAt ? formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? run.createdAt)) : '–'}
      </Td>
    </tr>
  );
}

/** How many accounts were read, failed or were left out, and what that brought. */
export function RunCounts({ run: { totals } }: { run: ContentRun }) {
  const { t } = useTranslation();
  const { done, failed, skipped, videos, refreshed } = totals;
  const extras = [
    videos > 0 && t('contentSync.runs.videos', { count: videos }),
    refreshed > 0 && t('contentSync.runs.refreshed', { count: refreshed }),
  ].filter(Boolean);
  return (
    <>
      <span className="flex flex-wrap gap-x-2">
        <span>{t('contentSync.runs.done', { count: done })}</span>
        {failed > 0 && <span className="font-medium text-bad">{t('contentSync.runs.failed', { count: failed })}</span>}
        {skipped > 0 && <span className="text-soft">{t('contentSync.runs.skipped', { count: skipped })}</span>}
      </span>
      {extras.length > 0 && <span className="block text-sm text-soft">{extras.join(' · ')}</span>}
    </>
  );
}
