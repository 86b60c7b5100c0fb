import { Activity, Ellipsis, KeyRound, Link2, Settings, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { ShopSettingsDrawer } from './settings/shop-settings-drawer.tsx';
import type { Connection, Shop } from './shop-queries.ts';
import { needsReconnect } from './shop-status.ts';
import { useConnectionTest, useRenewal } from './use-connection-deeds.ts';

/** Connect again, test, renew the key, settings of all its shops, disconnect. */
export function ConnectionActions({
  connection,
  name,
  shops,
  onReconnect,
}: {
  connection: Connection;
  name: string;
  shops: readonly Shop[];
  onReconnect: () => void;
}) {
  const { t } = useTranslation();
  const canChange = useMay('shops:write');
  const [open, setOpen] = useState<'settings' | 'disconnect'>();
  const test = useConnectionTest(connection);
  const renew = useRenewal(connection);
  const icon = { className: 'size-4', 'aria-hidden': true } as const;
  const [first] = shops;
  if (!canChange) return null;
  return (
    <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
      {needsReconnect(connection.status) && (
        <Button look="primary" onClick={onReconnect}>
          <Link2 {...icon} /> {t('shops.reconnect')}
        </Button>
      )}
      <Button size="small" onClick={() => test.mutate()} isBusy={test.isPending} aria-label={`${t('shops.act.test')}: ${name}`}>
        <Activity {...icon} /> {t('shops.act.test')}
      </Button>
      <Button size="small" onClick={() => renew.mutate()} isBusy={renew.isPending} aria-label={`${t('connections.renew')}: ${name}`}>
        <KeyRound {...icon} /> {t('connections.renew')}
      </Button>
      <span className="ml-auto">
        <Menu
          trigger={
            <Button size="small" look="ghost" aria-label={t('shops.act.more', { shop: name })}>
              <Ellipsis className="size-5" aria-hidden />
            </Button>
          }
        >
          {!needsReconnect(connection.status) && (
            <MenuItem onSelect={onReconnect}>
              <Link2 {...icon} /> {t('shops.reconnect')}
            </MenuItem>
          )}
          {first && (
            <MenuItem onSelect={() => setOpen('settings')}>
              <Settings {...icon} /> {t('connections.settingsAll')}
            </MenuItem>
          )}
          <MenuItem onSelect={() => setOpen('disconnect')}>
            <Unplug {...icon} /> {t('shops.act.disconnect')}
          </MenuItem>
        </Menu>
      </span>
      {open === 'settings' && first && <ShopSettingsDrawer shop={first} isForAll onClose={() => setOpen(undefined)} />}
      {open === 'disconnect' && <DisconnectDialog connection={connection} name={name} shops={shops} onClose={() => setOpen(undefined)} />}
    </footer>
  );
}
