import { Link } from '@tanstack/react-router';
import { Settings, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useRegionName } from './region-name.ts';
import { ShopSettingsDrawer } from './settings/shop-settings-drawer.tsx';
import type { Shop } from './shop-queries.ts';
import { slugOf } from './shop-status.ts';

/** A shop of a connection: whether orders flow, what the hub does for it, its settings, and taking it out. */
export function ConnectedShop({ shop, isOnly, now }: { shop: Shop; isOnly: boolean; now: number }) {
  const { t } = useTranslation();
  const canChange = useMay('shops:write');
  const regionName = useRegionName();
  const [open, setOpen] = useState<'settings' | 'remove'>();
  const failing = shop.sync.filter(({ lastStatus }) => !['', 'succeeded', 'running', 'queued'].includes(lastStatus));
  return (
    <li className="flex items-start justify-between gap-3 px-3 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium break-words">{shop.name}</span>
          <span className="text-sm text-soft">{regionName(shop.region)}</span>
          {!shop.settings.isStockPublishOn && <Badge tone="warn">{t('connections.noStock')}</Badge>}
          {!shop.settings.isAutoFulfilOn && <Badge>{t('connections.noRules')}</Badge>}
        </p>
        <p className="text-sm break-all text-soft">{shop.externalId}</p>
        <p className="flex flex-wrap gap-x-3 text-sm">
          <Link to="/orders" search={{ shopId: shop.id }} className="inline-flex min-h-6 items-center text-accent underline">
            {t('connections.openOrders', { count: shop.openOrders, shown: formatNumber(shop.openOrders) })}
          </Link>
          <Link to="/sync" search={{ shopId: shop.id }} className="inline-flex min-h-6 items-center text-accent underline">
            {failing.length > 0 ? <span className="text-bad">{t('connections.syncTrouble')}</span> : t('connections.sync')}
          </Link>
          <span className="inline-flex min-h-6 items-center text-soft">
            {shop.lastEventAt ? t('connections.lastEvent', { distance: formatDistance(shop.lastEventAt, now) }) : t('connections.noEvent')}
          </span>
        </p>
      </div>
      {canChange && (
        <span className="flex shrink-0">
          <IconButton icon={Settings} label={t('shops.settings.title', { shop: shop.name })} onClick={() => setOpen('settings')} />
          {!isOnly && (
            <IconButton icon={Trash2} label={t('connections.remove.of', { shop: shop.name })} onClick={() => setOpen('remove')} />
          )}
        </span>
      )}
      {open === 'settings' && <ShopSettingsDrawer shop={shop} onClose={() => setOpen(undefined)} />}
      {open === 'remove' && <RemoveDialog shop={shop} onClose={() => setOpen(undefined)} />}
    </li>
  );
}

function RemoveDialog({ shop, onClose }: { shop: Shop; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useAction(
    async () => {
      const channel = slugOf(shop.platform);
      if (!channel) throw new Error(shop.platform);
      await read(api.DELETE('/api/oauth/{channel}/shops/{shopId}', { params: { path: { channel, shopId: shop.id } } }));
    },
    { stale: [['shops']], said: t('connections.remove.done', { shop: shop.name }) },
  );
  return (
    <ConfirmDialog
      title={t('connections.remove.title', { shop: shop.name })}
      help={t('connections.remove.help')}
      submit={t('connections.remove.submit')}
      typed={shop.name}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate(undefined, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}
