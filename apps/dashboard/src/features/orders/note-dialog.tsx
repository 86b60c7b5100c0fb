import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { useOrderAction } from './order-detail-query.ts';

/** Changes the note and the tags. */
export function NoteDialog({ order, onClose }: { order: Schemas['OrderDetail']; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const save = useOrderAction(
    order.id,
    (body: { note: string; tags: string[] }) => read(api.PATCH('/api/orders/{orderId}', { params: { path: { orderId: order.id } }, body })),
    t('order.act.saved'),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const tags = String(form.get('tags'))
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    save.mutate({ note: String(form.get('note')).trim(), tags: [...new Set(tags)] }, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('order.edit')}
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
        <TextAreaField
          label={t('order.note')}
          name="note"
          defaultValue={order.note}
          help={t('order.notePlaceholder')}
          maxLength={2000}
          rows={4}
        />
        <TextField label={t('order.tags')} name="tags" defaultValue={order.tags.join(', ')} help={t('order.tagsHelp')} maxLength={800} />
      </form>
    </Dialog>
  );
}
