import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hubSays } from '../../lib/hub-says.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Connection, platformsQuery, type Shop } from './shop-queries.ts';
import { useDisconnect } from './use-connection-deeds.ts';

/** Asks before an agreement ends; says which shops go with it, and where the seller ends it when the marketplace has no call for that. */
export function DisconnectDialog({
  connection,
  name,
  shops,
  onClose,
}: {
  connection: Connection;
  name: string;
  shops: readonly Shop[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const disconnect = useDisconnect(connection, name);
  const platform = useQuery(platformsQuery).data?.items.find((one) => one.platform === connection.platform);
  const revoke = platform?.deeds.find(({ deed }) => deed === 'revoke');
  return (
    <ConfirmDialog
      title={t('shops.disconnect.title', { shop: name })}
      help={
        <div className="flex flex-col gap-2">
          <p>{t('connections.disconnectHelp')}</p>
          {shops.length > 1 && (
            <p className="font-medium text-warn">{t('shops.disconnect.also', { shops: shops.map((shop) => shop.name).join(', ') })}</p>
          )}
          {revoke && !revoke.isSupported && <p className="text-sm text-soft">{hubSays(revoke.words)}</p>}
        </div>
      }
      submit={t('shops.disconnect.submit')}
      typed={name}
      isBusy={disconnect.isPending}
      onConfirm={() => disconnect.mutate(undefined, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}
