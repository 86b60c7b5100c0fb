import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import type { Shop } from './shop-queries.ts';
import { slugOf } from './shop-status.ts';

type Changes = Partial<Schemas['ShopSettings']>;

/** Changes settings of one shop, over the version that was seen; or of every shop of its connection. */
export function useShopSettings(shop: Shop, { said, isProblemShown = false }: { said?: string; isProblemShown?: boolean } = {}) {
  const { t } = useTranslation();
  return useAction(
    async ({ changes, isForAll = false }: { changes: Changes; isForAll?: boolean }) => {
      const platform = slugOf(shop.platform);
      if (isForAll && platform) {
        const params = { path: { platform }, query: { connectionId: shop.connectionId } };
        await read(api.PUT('/api/v1/platforms/connections/{platform}/settings', { params, body: changes }));
        return;
      }
      const params = { path: { shopId: shop.id }, header: { 'if-match': `"${shop.settingsVersion}"` } };
      await read(api.PATCH('/api/shops/{shopId}', { params, body: changes }));
    },
    { stale: [['shops'], ['runs', 'status']], said: said ?? t('shops.settings.saved'), isProblemShown },
  );
}
