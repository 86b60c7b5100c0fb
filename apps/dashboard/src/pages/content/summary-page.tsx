import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ChartLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SummarySearch } from '../../app/content-search.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { BoardTotals } from '../../features/content/board/board-totals.tsx';
import { CompareBox } from '../../features/content/compare-box.tsx';
import { summaryQuery } from '../../features/content/content-queries.ts';
import { ContentTabs } from '../../features/content/content-tabs.tsx';
import { GroupFilter } from '../../features/content/group-filter.tsx';
import { PeriodSelect } from '../../features/content/period-select.tsx';
import { DaysPanel } from '../../features/content/summary/days-panel.tsx';
import { PartsTable } from '../../features/content/summary/parts-table.tsx';
import { VideosRow } from '../../features/content/summary/videos-row.tsx';
import { formatCompact } from '../../lib/format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';

/** All accounts together: totals, days, groups, outlets, the best and the falling videos. */
export function SummaryPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/content/summary' });
  const navigate = useNavigate({ from: '/content/summary' });
  const query = useQuery(summaryQuery(search));
  const change = (next: Partial<Record<keyof SummarySearch, unknown>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true, resetScroll: false });
  const summary = query.data;
  return (
    <Page title={t('content.tab.summary')} hint={t('contentSummary.hint')}>
      <ContentTabs current="summary" />
      {!summary || summary.accounts === 0 ? (
        <Panel isFlush>
          <QueryState query={query}>
            {() => <EmptyState icon={ChartLine} title={t('contentSummary.empty')} help={t('contentSummary.emptyHelp')} />}
          </QueryState>
        </Panel>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <PeriodSelect period={search} onChange={change} />
            <GroupFilter group={search.group} onChange={(group) => change({ group })} />
            <CompareBox isCompared={search.compare ?? false} onChange={(compare) => change({ compare })} />
          </div>
          <BoardTotals summary={summary} />
          <DaysPanel days={summary.days} measure={search.measure ?? 'views'} onMeasure={(measure) => change({ measure })} />
          <VideosRow
            title={t('contentSummary.best.title')}
            help={t('contentSummary.best.help')}
            none={t('contentSummary.best.none')}
            videos={summary.topVideos}
          />
          <VideosRow
            title={t('contentSummary.falling.title')}
            help={t('contentSummary.falling.help')}
            none={t('contentSummary.falling.none')}
            videos={summary.fallingVideos}
            note={({ formerPerDay, recentPerDay }) =>
              t('contentSummary.falling.pace', {
                former: formatCompact(Math.round(formerPerDay)),
                recent: formatCompact(Math.round(recentPerDay)),
              })
            }
          />
          {summary.groups.some(({ group }) => group !== '') && (
            <Panel title={t('contentSummary.groups.title')} isFlush>
              <PartsTable
                label={t('contentSummary.groups.title')}
                first={t('content.filters.group')}
                parts={summary.groups.map((part) => ({ ...part, key: part.group, name: part.group || t('contentSummary.groups.none') }))}
              />
            </Panel>
          )}
          <Panel title={t('contentSummary.outlets.title')} isFlush>
            <PartsTable
              label={t('contentSummary.outlets.title')}
              first={t('content.columns.outlet')}
              parts={summary.outlets.map((part) => ({
                ...part,
                key: part.outletId,
                name: (
                  <Link to="/content" search={{ q: part.outletCode }} className="hover:text-accent hover:underline">
                    {part.outletName}
                  </Link>
                ),
              }))}
            />
            {summary.outletCount > summary.outlets.length && (
              <p className="px-4 py-3 text-sm text-soft">
                {t('contentSummary.outlets.more', { count: summary.outlets.length, all: summary.outletCount })}
              </p>
            )}
          </Panel>
        </>
      )}
    </Page>
  );
}
