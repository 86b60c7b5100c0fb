import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { formatInstant } from '../../../lib/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { PagedList } from '../../../ui/paged-list.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { ContentRunProgress } from './run-progress.tsx';
import { RunCounts, runTones } from './runs-panel.tsx';
import { type ContentRun, contentRunQuery, isGoing, type RunItem, runItemsQuery } from './sync-queries.ts';

const states: readonly RunItem['state'][] = ['failed', 'skipped', 'waiting', 'done'];

/** One run: how far it is, which accounts failed and why, and another try for them. */
export function RunDrawer({ runId, onOpen, onClose }: { runId: string; onOpen: (runId: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(contentRunQuery(runId));
  const run = query.data;
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={run ? t(`contentSync.job.${run.job}`) : t('contentSync.runs.details')}
      hint={run && formatInstant(run.createdAt)}
      footer={run && <RunActions run={run} onOpen={onOpen} />}
    >
      <QueryState query={query}>
        {(shown) => (
          <>
            <div className="flex flex-wrap items-center gap-3">
              <Badge tone={runTones[shown.status]} isPulsing={shown.status === 'running'}>
                {t(`contentSync.runs.status.${shown.status}`)}
              </Badge>
              <span>
                <RunCounts run={shown} />
              </span>
            </div>
            {isGoing(shown) && <ContentRunProgress run={shown} />}
            {shown.status === 'failed' && shown.message && <p className="rounded-lg bg-page px-3 py-2">{shown.message}</p>}
            <RunItems run={shown} />
          </>
        )}
      </QueryState>
    </Drawer>
  );
}

function RunActions({ run, onOpen }: { run: ContentRun; onOpen: (runId: string) => void }) {
  const { t } = useTranslation();
  const canWrite = useMay('content:write');
  const params = { path: { runId: run.id } };
  const retry = useAction(() => read(api.POST('/api/content/runs/{runId}/retry-failed', { params })), {
    stale: [['content-runs']],
    said: t('contentSync.started'),
  });
  const cancel = useAction(() => read(api.POST('/api/content/runs/{runId}/cancel', { params })), {
    stale: [['content-runs']],
    said: t('contentSync.runs.cancelled'),
  });
  if (!canWrite) return null;
  if (isGoing(run)) {
    return (
      <Button look="danger" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('contentSync.runs.cancel')}
      </Button>
    );
  }
  if (run.totals.failed + run.totals.skipped === 0) return null;
  return (
    <Button
      look="primary"
      isBusy={retry.isPending}
      onClick={() => retry.mutate(undefined, { onSuccess: ({ runs: [first] }) => first && onOpen(first.id) })}
    >
      <RotateCcw className="size-4" aria-hidden /> {t('contentSync.run.retry')}
    </Button>
  );
}

function RunItems({ run }: { run: ContentRun }) {
  const { t } = useTranslation();
  const { failed, skipped } = run.totals;
  const [chosen, setChosen] = useState<RunItem['state']>();
  const state = chosen ?? (failed > 0 ? 'failed' : skipped > 0 ? 'skipped' : isGoing(run) ? 'waiting' : 'done');
  const query = useInfiniteQuery(runItemsQuery(run.id, state));
  return (
    <section className="flex flex-col gap-2">
      <FilterSelect
        label={t('contentSync.run.show')}
        value={state}
        onChange={(value) => setChosen(states.find((one) => one === value))}
        options={Object.fromEntries(states.map((one) => [one, t(`contentSync.run.${one}`)]))}
      />
      <PagedList query={query} empty={<p className="text-soft">{t('contentSync.run.none')}</p>}>
        {(items) => (
          <ul className="flex flex-col divide-y divide-line/70">
            {items.map((item) => (
              <li key={item.accountId} className="py-2">
                <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <Link
                    to="/content/accounts/$accountId"
                    params={{ accountId: item.accountId }}
                    className="inline-flex min-h-7 items-center font-medium hover:text-accent hover:underline"
                  >
                    {item.handle ? `@${item.handle}` : item.displayName || item.accountId}
                  </Link>
                  <span className="text-sm text-soft">
                    {[item.outletName, item.tries > 1 && t('contentSync.run.tries', { count: item.tries })].filter(Boolean).join(' · ')}
                    {item.videos > 0 && ` · ${t('contentSync.run.videos', { count: item.videos })}`}
                  </span>
                </p>
                {item.message && <p className="text-sm break-words">{item.message}</p>}
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  );
}
