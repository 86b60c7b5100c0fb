import { useTranslation } from 'react-i18next';
import type { Marketplace, SyncStream } from '../../app/stock-search.ts';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { streams } from './streams.ts';

/** One shop, one marketplace, or all when neither is named. */
export interface WhichShops {
  readonly shopId?: string;
  readonly platform?: Marketplace;
}

export function useRunNow() {
  const { t } = useTranslation();
  return useAction(
    ({ stream, which }: { stream: SyncStream; which: WhichShops }) =>
      read(api.POST('/api/v1/platforms/manual-sync', { body: { ...which, type: streams[stream].type } })),
    { stale: [['runs'], ['shops']], said: ({ stream }) => t('sync.started', { what: t(`sync.stream.${stream}`) }) },
  );
}
