import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SyncSearch } from '../../app/content-search.ts';
import { useMay } from '../../app/session.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { ContentTabs } from '../../features/content/content-tabs.tsx';
import { KeepPanel } from '../../features/content/sync/keep-panel.tsx';
import { LogPanel } from '../../features/content/sync/log-panel.tsx';
import { RunDrawer } from '../../features/content/sync/run-drawer.tsx';
import { ContentRunProgress } from '../../features/content/sync/run-progress.tsx';
import { ContentRunsPanel } from '../../features/content/sync/runs-panel.tsx';
import { SchedulesPanel } from '../../features/content/sync/schedules-panel.tsx';
import { contentRunsQuery, isGoing } from '../../features/content/sync/sync-queries.ts';
import { useStartRun } from '../../features/content/sync/use-start-run.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Page } from '../../ui/page.tsx';

/** What is read now, when it runs by itself, what went wrong, how long history is kept. */
export function SyncPage() {
  const { t } = useTranslation();
  const canWrite = useMay('content:write');
  const search = useSearch({ from: '/shell/content/sync' });
  const navigate = useNavigate({ from: '/content/sync' });
  const now = useNow(10_000);
  const start = useStartRun();
  const going =
    useInfiniteQuery(contentRunsQuery)
      .data?.pages.flatMap(({ items }) => items)
      .filter(isGoing) ?? [];
  const change = (next: Partial<Record<keyof SyncSearch, unknown>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true, resetScroll: false });
  return (
    <Page
      title={t('content.tab.sync')}
      hint={t('contentSync.hint')}
      actions={
        canWrite && (
          <Button look="primary" isBusy={start.isPending} onClick={() => start.mutate({})}>
            <RefreshCw className="size-4" aria-hidden /> {t('contentSync.runAll')}
          </Button>
        )
      }
    >
      <ContentTabs current="sync" />
      {going.map((run) => (
        <ContentRunProgress key={run.id} run={run} />
      ))}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <ContentRunsPanel />
        <div className="flex flex-col gap-4">
          <SchedulesPanel now={now} />
          <KeepPanel />
        </div>
      </div>
      <LogPanel search={search} onChange={change} />
      {search.run !== undefined && (
        <RunDrawer key={search.run} runId={search.run} onOpen={(run) => change({ run })} onClose={() => change({ run: undefined })} />
      )}
    </Page>
  );
}
