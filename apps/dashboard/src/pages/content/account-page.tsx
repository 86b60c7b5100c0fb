import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AccountSearch } from '../../app/content-search.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { AccountActions } from '../../features/content/account/account-actions.tsx';
import { AccountHead } from '../../features/content/account/account-head.tsx';
import { AccountLogPanel } from '../../features/content/account/account-log-panel.tsx';
import { BestTimesPanel } from '../../features/content/account/best-times-panel.tsx';
import { GrowthPanel } from '../../features/content/account/growth-panel.tsx';
import { VideosPanel } from '../../features/content/account/videos-panel.tsx';
import { accountName } from '../../features/content/account-name.tsx';
import { FigureRow } from '../../features/content/board/board-totals.tsx';
import { CompareBox } from '../../features/content/compare-box.tsx';
import { accountQuery } from '../../features/content/content-queries.ts';
import { PeriodSelect } from '../../features/content/period-select.tsx';
import { ContentRunProgress } from '../../features/content/sync/run-progress.tsx';
import { accountSyncQuery, isGoing } from '../../features/content/sync/sync-queries.ts';
import { useNow } from '../../ui/clock.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';

/** One account: how it stands, how it grows, its videos, when posting pays, what the last readings said. */
export function AccountPage() {
  const { t } = useTranslation();
  const { accountId } = useParams({ from: '/shell/content/accounts/$accountId' });
  const search = useSearch({ from: '/shell/content/accounts/$accountId' });
  const navigate = useNavigate({ from: '/content/accounts/$accountId' });
  const query = useQuery(accountQuery(accountId, search));
  const sync = useQuery(accountSyncQuery(accountId));
  const now = useNow(20_000);
  const account = query.data;
  const going = sync.data?.runs.filter(isGoing) ?? [];
  const change = (next: Partial<Record<keyof AccountSearch, unknown>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true, resetScroll: false });
  const back = (
    <Link to="/content" className="inline-flex min-h-6 items-center gap-1 text-accent hover:underline">
      <ArrowLeft className="size-4" aria-hidden /> {t('contentAccount.back')}
    </Link>
  );
  return (
    <Page title={account ? accountName(account) : t('content.title')} hint={back}>
      {account ? (
        <>
          <AccountHead
            account={account}
            now={now}
            actions={<AccountActions account={account} isRunning={sync.data?.isRunning ?? false} />}
          />
          {going.map((run) => (
            <ContentRunProgress key={run.id} run={run} />
          ))}
          <div className="flex flex-wrap items-center gap-3">
            <PeriodSelect period={search} onChange={change} />
            <CompareBox isCompared={search.compare ?? false} onChange={(compare) => change({ compare })} />
          </div>
          <Panel>
            <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 xl:grid-cols-6">
              <FigureRow figures={account.figures} compared={account.compared?.figures ?? null} />
            </dl>
          </Panel>
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
            <GrowthPanel account={account} measure={search.measure ?? 'followers'} onMeasure={(measure) => change({ measure })} />
            <BestTimesPanel accountId={accountId} />
          </div>
          <VideosPanel accountId={accountId} search={search} onSort={(videos) => change({ videos })} />
          <AccountLogPanel accountId={accountId} />
        </>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>{() => null}</QueryState>
        </Panel>
      )}
    </Page>
  );
}
