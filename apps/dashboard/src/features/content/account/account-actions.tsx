import { Ellipsis, ExternalLink, KeyRound, RefreshCw, Settings, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { notify } from '../../../ui/toast.tsx';
import { accountName } from '../account-name.tsx';
import type { AccountReport } from '../content-queries.ts';
import { AccountSettingsDialog } from './account-settings-dialog.tsx';

const stale = [['content'], ['content-runs'], ['outlets']];
const icon = { className: 'size-4', 'aria-hidden': true } as const;

/** Sync now, renew the access, move, disconnect. */
export function AccountActions({ account, isRunning }: { account: AccountReport; isRunning: boolean }) {
  const { t } = useTranslation();
  const canWrite = useMay('content:write');
  const [open, setOpen] = useState<'settings' | 'disconnect'>();
  const name = accountName(account);
  const params = { path: { accountId: account.id } };
  const sync = useAction(
    async () => {
      const { isJoined } = await read(api.POST('/api/tiktok/sync/{accountId}', { params }));
      notify(t(isJoined ? 'contentAccount.act.syncJoined' : 'contentAccount.act.syncStarted'));
    },
    { stale },
  );
  const refresh = useAction(() => read(api.POST('/api/tiktok/auth/refresh/{accountId}', { params })), {
    stale,
    said: t('contentAccount.act.refreshed', { account: name }),
  });
  const isOff = account.status === 'NOT_CONNECTED';
  return (
    <div className="flex items-center gap-2">
      {canWrite && !isOff && (
        <Button look="primary" isBusy={sync.isPending || isRunning} onClick={() => sync.mutate()}>
          <RefreshCw {...icon} /> {t(isRunning ? 'contentAccount.running' : 'contentAccount.act.sync')}
        </Button>
      )}
      <Menu
        trigger={
          <Button look="ghost" aria-label={t('contentAccount.act.more', { account: name })}>
            <Ellipsis className="size-5" aria-hidden />
          </Button>
        }
      >
        {account.handle && (
          <MenuItem onSelect={() => window.open(`https://www.tiktok.com/@${encodeURIComponent(account.handle)}`, '_blank', 'noreferrer')}>
            <ExternalLink {...icon} /> {t('contentAccount.act.open')}
          </MenuItem>
        )}
        {canWrite && !isOff && (
          <MenuItem onSelect={() => refresh.mutate()} disabled={refresh.isPending}>
            <KeyRound {...icon} /> {t('contentAccount.act.refresh')}
          </MenuItem>
        )}
        {canWrite && (
          <MenuItem onSelect={() => setOpen('settings')}>
            <Settings {...icon} /> {t('contentAccount.act.settings')}
          </MenuItem>
        )}
        {canWrite && !isOff && (
          <MenuItem onSelect={() => setOpen('disconnect')}>
            <Unplug {...icon} /> {t('contentAccount.act.disconnect')}
          </MenuItem>
        )}
      </Menu>
      {open === 'settings' && <AccountSettingsDialog account={account} onClose={() => setOpen(undefined)} />}
      {open === 'disconnect' && <DisconnectDialog account={account} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function DisconnectDialog({ account, onClose }: { account: AccountReport; onClose: () => void }) {
  const { t } = useTranslation();
  const name = accountName(account);
  const disconnect = useAction(
    () => read(api.DELETE('/api/tiktok/auth/disconnect/{accountId}', { params: { path: { accountId: account.id } } })),
    { stale, said: t('contentAccount.disconnect.done', { account: name }) },
  );
  return (
    <ConfirmDialog
      title={t('contentAccount.disconnect.title', { account: name })}
      help={t('contentAccount.disconnect.help')}
      submit={t('contentAccount.disconnect.submit')}
      typed={name}
      isBusy={disconnect.isPending}
      onConfirm={() => disconnect.mutate(undefined, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}
