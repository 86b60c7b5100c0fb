import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { marketplaces, type ShopSyncSearch } from '../app/stock-search.ts';
import { withoutEmpty } from '../app/without-empty.ts';
import { RunProgress } from '../features/shops/run-progress.tsx';
import { RunsPanel } from '../features/shops/runs-panel.tsx';
import { platformsQuery, type Run, shopsQuery } from '../features/shops/shop-queries.ts';
import { slugOf, sortShops } from '../features/shops/shop-status.ts';
import { FailedJobsPanel } from '../features/sync/failed-jobs-panel.tsx';
import { RunNowMenu } from '../features/sync/run-now.tsx';
import { SetAsidePanel } from '../features/sync/set-aside-panel.tsx';
import { ShopStreams } from '../features/sync/shop-streams.tsx';
import { SyncLogPanel } from '../features/sync/sync-log-panel.tsx';
import { syncStatusQuery } from '../features/sync/sync-queries.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FilterSelect } from '../ui/filter-controls.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';

const readKinds = ['orders', 'status', 'listings', 'stock'];

/** What is read from the marketplaces, when and how it went; changed, paused and started here. */
export function ShopSyncPage() {
  const { t } = useTranslation();
  const canWrite = useMay('shops:write');
  const search = useSearch({ from: '/shell/sync' });
  const navigate = useNavigate({ from: '/sync' });
  const now = useNow(5_000);
  const query = useQuery(shopsQuery);
  const platforms = useQuery(platformsQuery).data?.items ?? [];
  const running = useQuery(syncStatusQuery).data?.running.filter(({ kind }) => readKinds.includes(kind)) ?? [];
  const all = sortShops(query.data?.items ?? []).filter(({ status }) => status !== 'disconnected');
  const shown = all.filter(
    (shop) => (!search.shopId || shop.id === search.shopId) && (!search.platform || slugOf(shop.platform) === search.platform),
  );
  const groups = [...new Set(shown.map(({ platform }) => platform))].map((platform) => ({
    platform,
    title: shown.find((shop) => shop.platform === platform)?.platformTitle ?? platform,
    leastMinutes: platforms.find((one) => one.platform === platform)?.limits.orderPollMinutes ?? null,
    shops: shown.filter((shop) => shop.platform === platform),
  }));
  const change = (next: Partial<Record<keyof ShopSyncSearch, unknown>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true, resetScroll: false });
  const ofAll = running.filter(({ shopId }) => shopId === null);
  const own = (shopId: string): readonly Run[] => running.filter((run) => run.shopId === shopId);
  return (
    <Page
      title={t('sync.title')}
      hint={t('sync.hint')}
      actions={canWrite && all.length > 0 && <RunNowMenu which={{}} label={t('sync.runAll')} isPrimary />}
    >
      {all.length > 1 && (
        <div className="flex flex-wrap gap-2">
          <div className="w-48">
            <FilterSelect
              label={t('sync.marketplace')}
              isLabelHidden
              value={search.platform ?? ''}
              onChange={(platform) => change({ platform, shopId: undefined })}
              options={{
                '': t('sync.anyMarketplace'),
                ...Object.fromEntries(
                  marketplaces
                    .filter((slug) => all.some((shop) => slugOf(shop.platform) === slug))
                    .map((slug) => [slug, platforms.find((one) => one.slug === slug)?.title ?? slug]),
                ),
              }}
            />
          </div>
          <div className="w-60">
            <FilterSelect
              label={t('shops.runs.columns.shop')}
              isLabelHidden
              value={search.shopId ?? ''}
              onChange={(shopId) => change({ shopId })}
              options={{
                '': t('shops.runs.allShops'),
                ...Object.fromEntries(
                  all
                    .filter((shop) => !search.platform || slugOf(shop.platform) === search.platform)
                    .map(({ id, name, platformTitle }) => [id, `${name} · ${platformTitle}`]),
                ),
              }}
            />
          </div>
        </div>
      )}
      {ofAll.map((run) => (
        <RunProgress key={run.id} run={run} />
      ))}
      <SetAsidePanel shopId={search.shopId} now={now} />
      <FailedJobsPanel now={now} />
      {groups.map(({ platform, title, leastMinutes, shops }) => {
        const slug = slugOf(platform);
        return (
          <Panel
            key={platform}
            isFlush
            title={title}
            actions={canWrite && slug && <RunNowMenu which={{ platform: slug }} label={t('sync.runPlatform', { platform: title })} />}
          >
            <div className="flex flex-col divide-y divide-line">
              {shops.map((shop) => (
                <ShopStreams key={shop.id} shop={shop} running={own(shop.id)} openOrderMinutes={leastMinutes} now={now} />
              ))}
            </div>
          </Panel>
        );
      })}
      {groups.length === 0 && (
        <Panel isFlush>
          <QueryState query={query}>
            {() =>
              all.length > 0 ? (
                <EmptyState
                  icon={Store}
                  title={t('sync.noMatch')}
                  help={t('sync.noMatchHelp')}
                  action={<Button onClick={() => change({ platform: undefined, shopId: undefined })}>{t('stockConflicts.clear')}</Button>}
                />
              ) : (
                <EmptyState
                  icon={Store}
                  title={t('shops.empty')}
                  help={t('sync.emptyHelp')}
                  action={
                    <Link to="/shops" className="inline-flex min-h-9 items-center font-medium text-accent underline">
                      {t('sync.toShops')}
                    </Link>
                  }
                />
              )
            }
          </QueryState>
        </Panel>
      )}
      {all.length > 0 && (
        <>
          <RunsPanel shops={query.data?.items ?? []} {...(search.shopId ? { shopId: search.shopId } : {})} />
          <SyncLogPanel search={search} onChange={change} />
        </>
      )}
    </Page>
  );
}
