import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { SearchX, Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { analyticsDays, type FulfilmentSearch } from '../app/catalog-search.ts';
import { withoutEmpty } from '../app/without-empty.ts';
import { SpeedDays } from '../features/fulfilment/speed-days.tsx';
import { type FulfilmentSpeed, speedQuery, usualDays } from '../features/fulfilment/speed-query.ts';
import { SpeedTable } from '../features/fulfilment/speed-table.tsx';
import { hours, lateShare } from '../features/fulfilment/speed-words.ts';
import { usePlatforms } from '../features/products/product-queries.ts';
import { shopsQuery } from '../features/shops/shop-queries.ts';
import { formatNumber, formatShare } from '../lib/format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Figure } from '../ui/figure.tsx';
import { FilterSelect } from '../ui/filter-controls.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';

/** How fast orders go out, and how many too late: of all, by marketplace, carrier and day. */
export function FulfilmentPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/fulfilment' });
  const navigate = useNavigate({ from: '/fulfilment' });
  const query = useQuery(speedQuery(search));
  const { data: shops } = useQuery(shopsQuery);
  const platforms = [...usePlatforms().values()].filter(({ isInstalled }) => isInstalled);
  const change = (next: Partial<Record<keyof FulfilmentSearch, unknown>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }) });
  const chosen = platforms.find(({ slug }) => slug === search.platform)?.platform;
  return (
    <Page title={t('fulfilment.title')} hint={t('fulfilment.hint')}>
      <div className="grid grid-cols-2 gap-2 sm:max-w-2xl sm:grid-cols-3">
        <FilterSelect
          label={t('fulfilment.period')}
          value={String(search.days ?? usualDays)}
          onChange={(days) => change({ days: Number(days) === usualDays ? undefined : Number(days) })}
          options={Object.fromEntries(analyticsDays.map((days) => [String(days), t('fulfilment.lastDays', { count: days })]))}
        />
        <FilterSelect
          label={t('products.filter.platform')}
          value={search.platform ?? ''}
          onChange={(platform) => change({ platform, shopId: undefined })}
          options={{ '': t('products.filter.allPlatforms'), ...Object.fromEntries(platforms.map(({ slug, title }) => [slug, title])) }}
        />
        <FilterSelect
          label={t('products.filter.shop')}
          value={search.shopId ?? ''}
          onChange={(shopId) => change({ shopId })}
          options={{
            '': t('products.filter.allShops'),
            ...Object.fromEntries(
              (shops?.items ?? [])
                .filter(({ platform }) => chosen === undefined || platform === chosen)
                .map(({ id, name, platformTitle }) => [id, `${name} · ${platformTitle}`]),
            ),
          }}
        />
      </div>
      <QueryState query={query}>
        {(speed) =>
          speed.total.shipped > 0 ? (
            <Speeds speed={speed} />
          ) : (
            <Panel isFlush>
              {search.shopId || search.platform ? (
                <EmptyState icon={SearchX} title={t('fulfilment.noMatch')} help={t('fulfilment.noMatchHelp')} />
              ) : (
                <EmptyState
                  icon={Timer}
                  title={t('fulfilment.none')}
                  help={t('fulfilment.noneHelp')}
                  action={
                    <Link to="/orders" search={{ view: 'to_ship' }} className="font-medium text-accent underline">
                      {t('fulfilment.openOrders')}
                    </Link>
                  }
                />
              )}
            </Panel>
          )
        }
      </QueryState>
    </Page>
  );
}

function Speeds({ speed }: { speed: FulfilmentSpeed }) {
  const { t } = useTranslation();
  const { total } = speed;
  return (
    <>
      <Panel>
        <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <Figure label={t('fulfilment.shipped')} value={formatNumber(total.shipped)} />
          <Figure label={t('fulfilment.half')} value={hours(t, total.hoursP50)} help={t('fulfilment.halfHelp')} />
          <Figure label={t('fulfilment.most')} value={hours(t, total.hoursP95)} help={t('fulfilment.mostHelp')} />
          <Figure
            label={t('fulfilment.late')}
            value={formatShare(lateShare(total) ?? 0)}
            help={t('fulfilment.lateHelp', { count: total.late })}
          />
        </dl>
      </Panel>
      <SpeedDays days={speed.days} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <Panel title={t('fulfilment.byPlatform')} isFlush>
          <SpeedTable
            label={t('fulfilment.byPlatform')}
            first={t('products.filter.platform')}
            parts={speed.platforms.map((one) => ({ ...one, key: one.platform, name: one.platformTitle }))}
          />
        </Panel>
        <Panel title={t('fulfilment.byCarrier')} isFlush>
          <SpeedTable
            label={t('fulfilment.byCarrier')}
            first={t('order.own.carrier')}
            parts={speed.carriers.map((one) => ({ ...one, key: one.carrier, name: one.carrier || t('fulfilment.noCarrier') }))}
          />
        </Panel>
      </div>
    </>
  );
}
