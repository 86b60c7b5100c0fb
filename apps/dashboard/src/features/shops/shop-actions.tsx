import { Activity, Ellipsis, Link2, RefreshCw, Settings, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { formatDuration } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { notify } from '../../ui/toast.tsx';
import type { Shop } from './shop-queries.ts';
import { ShopSettingsDialog } from './shop-settings-dialog.tsx';
import { needsReconnect, slugOf } from './shop-status.ts';

interface Props {
  shop: Shop;
  siblings: readonly Shop[];
  onConnect: () => void;
}

export function ShopActions({ shop, siblings, onConnect }: Props) {
  const { t } = useTranslation();
  const canSync = useMay('orders:write');
  const canChange = useMay('shops:write');
  const [open, setOpen] = useState<'settings' | 'disconnect'>();
  const words = { stale: [['runs'], ['shops']], said: t('shops.sync.started') };
  const body = { shopId: shop.id };
  const syncOrders = useAction(() => read(api.POST('/api/orders/sync', { body })), words);
  const syncListings = useAction(() => read(api.POST('/api/v1/platforms/sync/products', { body })), words);
  const test = useConnectionTest(shop);
  const isOff = shop.status === 'disconnected';
  const icon = { className: 'size-4', 'aria-hidden': true } as const;
  if (!canSync && !canChange) return null;
  return (
    <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
      {canChange && needsReconnect(shop) && (
        <Button look="primary" onClick={onConnect}>
          <Link2 {...icon} /> {t('shops.reconnect')}
        </Button>
      )}
      {canSync && !isOff && (
        <Button size="small" onClick={() => syncOrders.mutate()} isBusy={syncOrders.isPending}>
          <RefreshCw {...icon} /> {t('shops.sync.orders')}
        </Button>
      )}
      {canChange && !isOff && (
        <>
          <Button size="small" onClick={() => test.mutate()} isBusy={test.isPending}>
            <Activity {...icon} /> {t('shops.act.test')}
          </Button>
          <span className="ml-auto">
            <Menu
              trigger={
                <Button size="small" look="ghost" aria-label={t('shops.act.more', { shop: shop.name })}>
                  <Ellipsis className="size-5" aria-hidden />
                </Button>
              }
            >
              <MenuItem onSelect={() => syncListings.mutate()}>
                <RefreshCw {...icon} /> {t('shops.sync.listings')}
              </MenuItem>
              <MenuItem onSelect={() => setOpen('settings')}>
                <Settings {...icon} /> {t('shops.act.settings')}
              </MenuItem>
              <MenuItem onSelect={() => setOpen('disconnect')}>
                <Unplug {...icon} /> {t('shops.act.disconnect')}
              </MenuItem>
            </Menu>
          </span>
        </>
      )}
      {open === 'settings' && <ShopSettingsDialog shop={shop} onClose={() => setOpen(undefined)} />}
      {open === 'disconnect' && <DisconnectDialog shop={shop} siblings={siblings} onClose={() => setOpen(undefined)} />}
    </footer>
  );
}

/** A real call to the marketplace; what came back is said with the time that it took. */
function useConnectionTest(shop: Shop) {
  const { t } = useTranslation();
  const said = { platform: shop.platformTitle };
  return useAction(
    async () => {
      const platform = slugOf(shop.platform);
      if (!platform) throw new Error(shop.platform);
      const params = { path: { platform }, query: { connectionId: shop.connectionId } };
      const { isWorking, latencyMs, message } = await read(api.POST('/api/v1/platforms/connections/{platform}/test', { params }));
      if (isWorking) notify(t('shops.act.works', { ...said, latency: formatDuration(latencyMs) }));
      else notify(t('shops.act.fails', said), { tone: 'bad', help: message });
    },
    { stale: [['shops']] },
  );
}

function DisconnectDialog({ shop, siblings, onClose }: Omit<Props, 'onConnect'> & { onClose: () => void }) {
  const { t } = useTranslation();
  const disconnect = useAction(
    async () => {
      const platform = slugOf(shop.platform);
      if (!platform) throw new Error(shop.platform);
      const params = { path: { platform }, query: { connectionId: shop.connectionId } };
      await read(api.DELETE('/api/v1/platforms/connections/{platform}', { params }));
    },
    { stale: [['shops']], said: t('shops.disconnect.done', { shop: shop.name }) },
  );
  return (
    <ConfirmDialog
      title={t('shops.disconnect.title', { shop: shop.name })}
      help={
        <div className="flex flex-col gap-2">
          <p>{t('shops.disconnect.help')}</p>
          {siblings.length > 0 && (
            <p className="font-medium text-warn">{t('shops.disconnect.also', { shops: siblings.map(({ name }) => name).join(', ') })}</p>
          )}
        </div>
      }
      submit={t('shops.disconnect.submit')}
      typed={shop.name}
      isBusy={disconnect.isPending}
      onConfirm={() => disconnect.mutate(undefined, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}
