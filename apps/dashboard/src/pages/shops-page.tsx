import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Plus, Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { ConnectDialog } from '../features/shops/connect-dialog.tsx';
import { RunsPanel } from '../features/shops/runs-panel.tsx';
import { ShopCard } from '../features/shops/shop-card.tsx';
import { runsQuery, shopsQuery } from '../features/shops/shop-queries.ts';
import { sortShops } from '../features/shops/shop-status.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';

/** The shops and the health of their connections; whoever must be connected again stands first. */
export function ShopsPage() {
  const { t } = useTranslation();
  const canChange = useMay('shops:write');
  const now = useNow(10_000);
  const [isConnecting, setConnecting] = useState(false);
  const query = useQuery(shopsQuery);
  const runs = useInfiniteQuery(runsQuery).data?.pages.flatMap(({ items }) => items) ?? [];
  const shops = sortShops(query.data?.items ?? []);
  const connect = (
    <Button look="primary" onClick={() => setConnecting(true)}>
      <Plus className="size-4" aria-hidden /> {t('shops.connect')}
    </Button>
  );
  return (
    <Page title={t('shops.title')} hint={t('shops.hint')} actions={canChange && shops.length > 0 && connect}>
      {shops.length > 0 ? (
        <div className="grid gap-4 lg:grid-cols-2">
          {shops.map((shop) => (
            <ShopCard
              key={shop.id}
              shop={shop}
              siblings={shops.filter(
                ({ id, connectionId, status }) => id !== shop.id && connectionId === shop.connectionId && status !== 'disconnected',
              )}
              runs={runs}
              now={now}
              onConnect={() => setConnecting(true)}
            />
          ))}
        </div>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>
            {() => <EmptyState icon={Store} title={t('shops.empty')} help={t('shops.emptyHelp')} action={canChange && connect} />}
          </QueryState>
        </Panel>
      )}
      {shops.length > 0 && <RunsPanel shops={shops} />}
      {isConnecting && <ConnectDialog onClose={() => setConnecting(false)} />}
    </Page>
  );
}
