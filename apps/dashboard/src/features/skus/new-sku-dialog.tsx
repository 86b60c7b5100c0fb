import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { readDraft } from './sku-draft.ts';
import { SkuFields, shownFields } from './sku-fields.tsx';

/** Makes a SKU, with what is there of it. */
export function NewSkuDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const create = useAction(
    (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '');
      const body = { ...readDraft(text), onHand: Number(text('onHand') || 0), publishMode: 'mirror' as const, buffer: 0 };
      return read(api.POST('/api/skus', { body }));
    },
    {
      stale: [['skus'], ['stock'], ['listings'], ['mappings'], ['home']],
      said: (form) => t('skus.created', { code: String(form.get('code')).trim() }),
      isProblemShown: true,
    },
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(new FormData(event.currentTarget), { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('skus.create')}
      hint={t('skus.createHint')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={create.isPending}>
            {t('skus.createSubmit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="flex flex-col gap-4 pb-1">
        <SkuFields first={{}} isNew problems={create.error instanceof ApiProblem ? create.error.fields : {}} />
        <FormProblem error={create.error} shown={shownFields} />
      </form>
    </Dialog>
  );
}
