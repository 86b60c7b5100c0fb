import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AbilitiesDrawer } from '../features/shops/abilities-drawer.tsx';
import { ConnectDialog } from '../features/shops/connect-dialog.tsx';
import { ConnectionCard } from '../features/shops/connection-card.tsx';
import { LostShops } from '../features/shops/lost-shops.tsx';
import { MarketplaceTiles } from '../features/shops/marketplace-tiles.tsx';
import { budgetsQuery, connectionsQuery, type Platform, platformsQuery, runsQuery, shopsQuery } from '../features/shops/shop-queries.ts';
import { sortConnections } from '../features/shops/shop-status.ts';
import { useNow } from '../ui/clock.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';

/** The marketplaces, and the health of the connections to them; whichever must be made again stands first. */
export function ShopsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/shops' });
  const navigate = useNavigate({ from: '/shops' });
  const now = useNow(10_000);
  const [connecting, setConnecting] = useState<{ platform: Platform; region?: string }>();
  const query = useQuery(connectionsQuery);
  const shops = useQuery(shopsQuery).data?.items ?? [];
  const platforms = useQuery(platformsQuery).data?.items ?? [];
  const outbound = useQuery(budgetsQuery).data?.outbound ?? [];
  const runs = useInfiniteQuery(runsQuery()).data?.pages.flatMap(({ items }) => items) ?? [];
  const budgets = new Map(outbound.map((budget) => [budget.key, budget]));
  // Agreements of other kinds, such as those of content accounts, have a page of their own; of one that ended only its shops are left.
  const connections = sortConnections(query.data?.items ?? []).filter(
    (connection) => connection.shops.length > 0 && platforms.some(({ platform }) => platform === connection.platform),
  );
  const connect = (name: string, region?: string) => {
    const platform = platforms.find((one) => one.platform === name);
    if (platform) setConnecting({ platform, ...(region ? { region } : {}) });
  };
  return (
    <Page
      title={t('shops.title')}
      hint={t('shops.hint')}
      actions={
        connections.length > 0 && (
          <Link to="/sync" className="inline-flex h-9 items-center rounded-lg px-2.5 font-medium text-accent underline">
            {t('connections.sync')}
          </Link>
        )
      }
    >
      <MarketplaceTiles now={now} onConnect={(platform) => setConnecting({ platform })} />
      {connections.length > 0 ? (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          {connections.map((connection) => (
            <ConnectionCard
              key={connection.id}
              connection={connection}
              shops={shops.filter(({ connectionId, status }) => connectionId === connection.id && status !== 'disconnected')}
              budgets={budgets}
              runs={runs}
              now={now}
              onReconnect={() => connect(connection.platform, connection.shops[0]?.region)}
            />
          ))}
        </div>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>
            {() => <EmptyState icon={Store} title={t('shops.empty')} help={t('connections.emptyHelp')} />}
          </QueryState>
        </Panel>
      )}
      <LostShops
        shops={shops.filter(({ status }) => status === 'disconnected')}
        onConnect={(shop) => connect(shop.platform, shop.region)}
      />
      {connecting && <ConnectDialog {...connecting} onClose={() => setConnecting(undefined)} />}
      {search.about && (
        <AbilitiesDrawer slug={search.about} onClose={() => void navigate({ search: {}, replace: true, resetScroll: false })} />
      )}
    </Page>
  );
}
