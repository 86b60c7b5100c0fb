import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { notify } from '../../ui/toast.tsx';
import type { Component, MappableVariant } from './mapping-queries.ts';

export const staleAfterMapping = [['mappings'], ['listings'], ['skus'], ['stock']];

const params = ({ variantId, mappingVersion }: MappableVariant) => ({ path: { variantId }, header: { 'if-match': `"${mappingVersion}"` } });

/** Says what a variant is made of, takes it away, takes a change back; each says what it did and offers the way back. */
export function useMappingDeeds() {
  const { t } = useTranslation();
  const stale = staleAfterMapping;
  const undo = useAction(
    (changeId: string) => read(api.POST('/api/mappings/changes/{changeId}/undo', { params: { path: { changeId } } })),
    {
      stale,
      said: t('mapping.undone'),
    },
  );
  const offerUndo = (title: string, changeId: string | null) =>
    notify(title, changeId === null ? {} : { undo: { label: t('mapping.undo'), act: () => undo.mutate(changeId) } });
  const set = useAction(
    async ({ variant, components }: { variant: MappableVariant; components: readonly Component[] }) => {
      const done = await read(api.PUT('/api/mappings/{variantId}', { params: params(variant), body: { components: [...components] } }));
      const skus =
        done.mapping?.components.map((one) => (one.quantity > 1 ? `${one.quantity} × ${one.skuCode}` : one.skuCode)).join(' + ') ?? '';
      offerUndo(t('mapping.linked', { variant: variant.name, sku: skus }), done.changeId);
    },
    { stale },
  );
  const remove = useAction(
    async (variant: MappableVariant) => {
      const done = await read(api.DELETE('/api/mappings/{variantId}', { params: params(variant) }));
      offerUndo(t('mapping.unlinked', { variant: variant.name }), done.changeId);
    },
    { stale },
  );
  const makeSku = useAction(
    async (variant: MappableVariant) => {
      const { results } = await read(api.POST('/api/skus/from-variants', { body: { variantIds: [variant.variantId] } }));
      const [result] = results;
      if (result?.isDone) notify(t('mapping.skuMade', { variant: variant.name }));
      else notify(t('mapping.skuNotMade', { variant: variant.name }), { tone: 'bad', help: hubSays(result?.message ?? '') });
    },
    { stale },
  );
  return { set, remove, undo, makeSku };
}
