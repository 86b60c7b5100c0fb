import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import type { Outlet } from './outlet-queries.ts';

/** For operators who hold the account's phone: says what happens at TikTok, then goes there. */
export function ConnectHereDialog({ outlet, onClose }: { outlet: Outlet; onClose: () => void }) {
  const { t } = useTranslation();
  const begin = useAction(() => read(api.POST('/api/tiktok/auth/start', { body: { outletId: outlet.id } })), {
    stale: [],
    isProblemShown: true,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('outletLinks.connect.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            isBusy={begin.isPending || begin.isSuccess}
            onClick={() => begin.mutate(undefined, { onSuccess: ({ authUrl }) => location.assign(authUrl) })}
          >
            <ExternalLink className="size-4" aria-hidden /> {t('outletLinks.connect.submit')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <ol className="flex list-decimal flex-col gap-2 pl-5">
          <li>{t('outletLinks.connect.one', { outlet: outlet.name })}</li>
          <li>{t('outletLinks.connect.two')}</li>
        </ol>
        <p className="rounded-lg bg-info-wash px-3 py-2 text-info">{t('outletLinks.connect.three')}</p>
        <FormProblem error={begin.error} shown={[]} />
      </div>
    </Dialog>
  );
}
