import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { notify } from '../../ui/toast.tsx';
import type { Sku } from './sku-queries.ts';

const stale = [['skus'], ['stock'], ['mappings']];

/** Putting a SKU away with a way back, bringing it back, deleting it. Refusals say why and what to do first. */
export function useSkuDeeds({ id: skuId, code }: Sku) {
  const { t } = useTranslation();
  const params = { path: { skuId } };
  const restore = useAction(() => read(api.POST('/api/skus/{skuId}/restore', { params })), { stale, said: t('skus.restored', { code }) });
  const archive = useAction(
    async () => {
      await read(api.POST('/api/skus/{skuId}/archive', { params }));
      notify(t('skus.archived', { code }), { undo: { label: t('skus.undo'), act: () => restore.mutate() } });
    },
    { stale },
  );
  const remove = useAction(() => read(api.DELETE('/api/skus/{skuId}', { params })), {
    stale: [['skus', 'list'], ['skus', 'found'], ['stock'], ['mappings']],
    said: t('skus.deleted', { code }),
  });
  return { archive, restore, remove };
}
