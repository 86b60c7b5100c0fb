import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';

/** The one marketplace that can be connected so far; with a second one, a choice comes first. */
const slug = 'tiktok';

/** Says what will happen at the marketplace, then goes there. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const platform = t(`shops.platforms.${slug}`);
  const begin = useAction(() => read(api.POST('/api/shops/connect', { body: { platform: slug } })), { stale: [], isProblemShown: true });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('shops.connectDialog.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            isBusy={begin.isPending || begin.isSuccess}
            onClick={() => begin.mutate(undefined, { onSuccess: ({ authUrl }) => location.assign(authUrl) })}
          >
            <ExternalLink className="size-4" aria-hidden /> {t('shops.connectDialog.submit', { platform })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <ol className="flex list-decimal flex-col gap-2 pl-5">
          <li>{t('shops.connectDialog.one', { platform })}</li>
          <li>{t('shops.connectDialog.two')}</li>
        </ol>
        <p className="rounded-lg bg-info-wash px-3 py-2 text-info">{t('shops.connectDialog.three', { platform })}</p>
        <FormProblem error={begin.error} shown={[]} />
      </div>
    </Dialog>
  );
}
