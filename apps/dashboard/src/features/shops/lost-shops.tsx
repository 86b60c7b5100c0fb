import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Shop } from './shop-queries.ts';

/** Shops that were disconnected: their history is kept, and they come back with a new agreement. */
export function LostShops({ shops, onConnect }: { shops: readonly Shop[]; onConnect: (shop: Shop) => void }) {
  const { t } = useTranslation();
  const canChange = useMay('shops:write');
  if (shops.length === 0) return null;
  return (
    <Panel title={t('connections.lost')} isFlush>
      <p className="px-4 pt-3 text-soft">{t('shops.todo.disconnected')}</p>
      <ul className="divide-y divide-line/70">
        {shops.map((shop) => (
          <li key={shop.id} className="flex flex-wrap items-center justify-between gap-2 px-4 py-2.5">
            <span className="min-w-0">
              <span className="font-medium break-words">{shop.name}</span>{' '}
              <span className="text-sm text-soft">
                {shop.platformTitle} · {shop.region}
              </span>
            </span>
            <span className="flex items-center gap-3">
              <Link to="/orders" search={{ shopId: shop.id }} className="inline-flex min-h-6 items-center text-accent underline">
                {t('connections.orders')}
              </Link>
              {canChange && (
                <Button size="small" onClick={() => onConnect(shop)} aria-label={`${t('shops.reconnect')}: ${shop.name}`}>
                  {t('shops.reconnect')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
