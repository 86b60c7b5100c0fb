import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read, type Schemas } from '../../../lib/api.ts';
import { notify } from '../../../ui/toast.tsx';

interface What {
  readonly job?: 'all' | Schemas['ContentRun']['job'];
  readonly outletId?: string;
  readonly accountId?: string;
}

/** Syncs now, or joins what runs already, and says which of the two. */
export function useStartRun() {
  const { t } = useTranslation();
  return useAction(
    async ({ job = 'all', ...whose }: What) => {
      const started = await read(api.POST('/api/content/runs', { body: { job, ...whose } }));
      notify(t(started.isJoined ? 'contentSync.joined' : 'contentSync.started'));
      return started;
    },
    { stale: [['content-runs'], ['content', 'account']] },
  );
}
