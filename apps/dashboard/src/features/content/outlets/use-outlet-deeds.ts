import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { notify } from '../../../ui/toast.tsx';
import type { Outlet } from './outlet-queries.ts';

const stale = [['outlets'], ['content']];

/** Archiving at once, with a way back; bringing back. */
export function useOutletDeeds() {
  const { t } = useTranslation();
  const restore = useAction(({ id }: Outlet) => read(api.POST('/api/outlets/{outletId}/restore', { params: { path: { outletId: id } } })), {
    stale,
    said: ({ name }) => t('outlets.restoredDone', { outlet: name }),
  });
  const archive = useAction(
    async (outlet: Outlet) => {
      await read(api.DELETE('/api/outlets/{outletId}', { params: { path: { outletId: outlet.id } } }));
      notify(t('outlets.archivedDone', { outlet: outlet.name }), {
        undo: { label: t('outlets.undo'), act: () => restore.mutate(outlet) },
      });
    },
    { stale },
  );
  return { archive, restore };
}
