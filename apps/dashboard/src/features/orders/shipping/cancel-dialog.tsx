import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schemas } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useMarketplaceDeed } from './use-marketplace-deed.ts';

const reasons = ['out-of-stock', 'buyer-asked', 'undeliverable'] as const;
type Reason = (typeof reasons)[number];

/** Cancels the order at its marketplace, with one of the reasons that every marketplace knows. */
export function CancelDialog({ order, market, onClose }: { order: Schemas['OrderDetail']; market: string; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const cancel = useMarketplaceDeed(
    order.id,
    (reason: Reason) => read(api.POST('/api/orders/{orderId}/cancel', { params: { path: { orderId: order.id } }, body: { reason } })),
    t('orderShipping.cancel.done', { market }),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get('reason');
    const reason = reasons.find((one) => one === chosen);
    if (reason) cancel.mutate(reason, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('orderShipping.cancel.title')}
      hint={t('orderShipping.cancel.help', { market })}
      footer={
        <>
          <Button onClick={onClose}>{t('orderShipping.cancel.keep')}</Button>
          <Button type="submit" form={formId} look="danger" isBusy={cancel.isPending}>
            {t('orderShipping.cancel.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send}>
        <fieldset className="flex flex-col gap-1 pb-2">
          <legend className="mb-1 font-medium">{t('orders.bulk.reason')}</legend>
          {reasons.map((reason) => (
            <label key={reason} className="flex min-h-9 items-center gap-2.5">
              <input type="radio" name="reason" value={reason} required className="size-4 accent-(--accent)" />
              {t(`orderShipping.cancel.reason.${reason}`)}
            </label>
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}
