import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { formatDuration } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { notify } from '../../ui/toast.tsx';
import type { Connection } from './shop-queries.ts';
import { slugOf } from './shop-status.ts';

function slugFor({ platform }: Connection) {
  const slug = slugOf(platform);
  if (!slug) throw new Error(platform);
  return slug;
}

/** A real call to the marketplace; what came back is said with the time that it took. */
export function useConnectionTest(connection: Connection) {
  const { t } = useTranslation();
  const said = { platform: connection.platformTitle };
  return useAction(
    async () => {
      const params = { path: { platform: slugFor(connection) }, query: { connectionId: connection.id } };
      const { isWorking, latencyMs, message } = await read(api.POST('/api/v1/platforms/connections/{platform}/test', { params }));
      if (isWorking) notify(t('shops.act.works', { ...said, latency: formatDuration(latencyMs) }));
      else notify(t('shops.act.fails', said), { tone: 'bad', help: hubSays(message) });
    },
    { stale: [['shops']] },
  );
}

/** Asks the marketplace for a new key now. */
export function useRenewal(connection: Connection) {
  const { t } = useTranslation();
  return useAction(
    () => {
      const params = { path: { channel: slugFor(connection) }, query: { connectionId: connection.id } };
      return read(api.POST('/api/oauth/{channel}/refresh', { params }));
    },
    { stale: [['shops']], said: t('connections.renewDone') },
  );
}

/** Takes the key back at the marketplace where that is possible, and wipes it here. */
export function useDisconnect(connection: Connection, name: string) {
  const { t } = useTranslation();
  return useAction(
    async () => {
      const params = { path: { platform: slugFor(connection) }, query: { connectionId: connection.id } };
      await read(api.DELETE('/api/v1/platforms/connections/{platform}', { params }));
    },
    { stale: [['shops']], said: t('shops.disconnect.done', { shop: name }) },
  );
}
