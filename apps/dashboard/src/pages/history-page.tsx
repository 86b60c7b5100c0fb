import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download, History, RotateCcw, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { withoutEmpty } from '../app/without-empty.ts';
import { HistoryFilters } from '../features/printing/history-filters.tsx';
import { historyCsv } from '../features/printing/history-query.ts';
import { HistoryTable } from '../features/printing/history-table.tsx';
import { JobDrawer } from '../features/printing/job-drawer.tsx';
import { historyQuery, type Job } from '../features/printing/print-queries.ts';
import { stepFocus } from '../features/printing/queue-focus.ts';
import { ReprintDialog } from '../features/printing/reprint-dialog.tsx';
import { StatsPanel } from '../features/printing/stats-panel.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';

type Opened = { readonly what: 'job' | 'reprint'; readonly job: Job };

/** Everything that was ever printed, how well it went, and printing it once more. */
export function HistoryPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/history' });
  const navigate = useNavigate({ from: '/history' });
  const canPrint = useMay('printing:write');
  const [opened, setOpened] = useState<Opened>();
  const query = useInfiniteQuery(historyQuery(search));
  const jobs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const isFiltered = Object.keys(search).length > 0;
  const clear = () => void navigate({ search: {} });
  useListKeys({ j: () => stepFocus(1), k: () => stepFocus(-1) });

  return (
    <Page
      title={t('history.title')}
      hint={t('history.hint')}
      actions={
        <a
          href={historyCsv(search)}
          download
          title={t('history.csvHelp')}
          className="inline-flex h-9 items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium hover:bg-page"
        >
          <Download className="size-4" aria-hidden /> {t('history.csv')}
        </a>
      }
    >
      <StatsPanel search={search} />
      <HistoryFilters
        search={search}
        onClear={clear}
        onChange={(change) => void navigate({ search: (before) => withoutEmpty({ ...before, ...change }), replace: true })}
      />
      <Panel isFlush>
        <QueryState query={query}>
          {() =>
            jobs.length > 0 ? (
              <HistoryTable
                jobs={jobs}
                onOpen={(job) => setOpened({ what: 'job', job })}
                onReprint={(job) => setOpened({ what: 'reprint', job })}
              />
            ) : isFiltered ? (
              <EmptyState
                icon={SearchX}
                title={t('history.emptyFiltered')}
                help={t('history.emptyFilteredHelp')}
                action={<Button onClick={clear}>{t('history.clear')}</Button>}
              />
            ) : (
              <EmptyState icon={History} title={t('history.empty')} help={t('history.emptyHelp')} />
            )
          }
        </QueryState>
      </Panel>
      {jobs.length > 0 && (
        <div className="flex justify-center">
          {query.hasNextPage ? (
            <Button onClick={() => void query.fetchNextPage()} isBusy={query.isFetchingNextPage}>
              {t('shell.more')}
            </Button>
          ) : (
            <p className="text-sm text-soft">{t('history.end', { count: jobs.length })}</p>
          )}
        </div>
      )}
      {opened?.what === 'job' && (
        <JobDrawer
          job={opened.job}
          onClose={() => setOpened(undefined)}
          actions={
            canPrint &&
            opened.job.state === 'confirmed' && (
              <Button onClick={() => setOpened({ what: 'reprint', job: opened.job })}>
                <RotateCcw className="size-4" aria-hidden /> {t('history.reprintAct')}
              </Button>
            )
          }
        />
      )}
      {opened?.what === 'reprint' && <ReprintDialog job={opened.job} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}
