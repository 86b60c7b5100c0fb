import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { notify } from '../../ui/toast.tsx';

/** Ships the order, or a part of it, with a carrier and a tracking number of the seller's own. */
export function OwnCarrierDialog({ order, onClose }: { order: Schemas['OrderDetail']; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const queries = useQueryClient();
  const [isNoneChosen, setNoneChosen] = useState(false);
  const lines = order.lines.filter((line) => line.status === 'open');
  const ship = useMutation({
    mutationFn: (body: { carrier: string; trackingNumber: string; items?: { lineId: string }[] }) =>
      read(api.POST('/api/v1/platforms/orders/{orderId}/fulfill', { params: { path: { orderId: order.id } }, body })),
    onSuccess: ({ message }) => {
      notify(message || t('order.act.shipStarted'));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', order.id] }),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = form.getAll('line').map((lineId) => ({ lineId: String(lineId) }));
    const isPartial = lines.length > 1 && chosen.length < lines.length;
    setNoneChosen(lines.length > 1 && chosen.length === 0);
    if (lines.length > 1 && chosen.length === 0) return;
    ship.mutate({
      carrier: String(form.get('carrier')).trim(),
      trackingNumber: String(form.get('trackingNumber')).trim(),
      ...(isPartial ? { items: chosen } : {}),
    });
  };
  const fields = ship.error instanceof ApiProblem ? ship.error.fields : {};
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('order.own.title')}
      hint={t('order.own.help')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={ship.isPending}>
            {t('order.own.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="flex flex-col gap-4">
        <TextField
          label={t('order.own.carrier')}
          name="carrier"
          required
          maxLength={100}
          defaultValue={order.carrierName}
          problem={fields.carrier}
        />
        <TextField
          label={t('order.own.tracking')}
          name="trackingNumber"
          required
          minLength={4}
          maxLength={60}
          autoComplete="off"
          problem={fields.trackingNumber}
        />
        {lines.length > 1 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 font-medium">{t('order.own.items')}</legend>
            {lines.map((line) => (
              <CheckField
                key={line.id}
                label={`${line.quantity} × ${line.title}`}
                help={[line.variantName, line.sellerCode].filter(Boolean).join(' · ')}
                name="line"
                value={line.id}
                defaultChecked
              />
            ))}
            {isNoneChosen && (
              <p role="alert" className="font-medium text-bad">
                {t('order.own.pickOne')}
              </p>
            )}
          </fieldset>
        )}
        <FormProblem error={ship.error} shown={['carrier', 'trackingNumber']} />
      </form>
    </Dialog>
  );
}
