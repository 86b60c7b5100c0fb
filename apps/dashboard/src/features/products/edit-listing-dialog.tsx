import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { changeProduct } from './product-calls.ts';
import type { ListingDetail } from './product-queries.ts';

/** Changes title and description at the marketplace; only what was changed is sent. */
export function EditListingDialog({ listing, onClose }: { listing: ListingDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const save = useAction((change: Schemas['ProductChange']) => changeProduct(listing, change), {
    stale: [['listings']],
    said: t('products.edit.done'),
    isProblemShown: true,
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const title = String(form.get('title')).trim();
    const description = String(form.get('description')).trim();
    const change = {
      ...(title === listing.title ? {} : { title }),
      ...(description === listing.description.trim() ? {} : { description }),
    };
    if (Object.keys(change).length === 0) onClose();
    else save.mutate(change, { onSuccess: onClose });
  };
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('products.edit.title')}
      hint={t('products.edit.hint')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="flex flex-col gap-4">
        <TextField
          label={t('products.edit.name')}
          name="title"
          required
          maxLength={500}
          defaultValue={listing.title}
          problem={fields.title}
        />
        <TextAreaField
          label={t('products.description')}
          name="description"
          rows={8}
          maxLength={20_000}
          required={listing.description !== ''}
          defaultValue={listing.description}
          problem={fields.description}
        />
        <FormProblem error={save.error} shown={['title', 'description']} />
      </form>
    </Dialog>
  );
}
