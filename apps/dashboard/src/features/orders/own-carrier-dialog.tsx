import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { notify } from '../../ui/toast.tsx';
import { exampleOf } from './shipping/carrier-example.ts';
import { carriersQuery } from './shipping/carriers-query.ts';
import { allUnits, itemsOf } from './shipping/chosen-units.ts';
import { UnitFields } from './shipping/unit-fields.tsx';

/** Ships the order, or some units of it, with a carrier and a tracking number of the seller's own. */
export function OwnCarrierDialog({ order, onClose }: { order: Schemas['OrderDetail']; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const listId = useId();
  const queries = useQueryClient();
  const lines = order.lines.filter((line) => line.status === 'open');
  const [chosen, setChosen] = useState(() => allUnits(lines));
  const [isNoneChosen, setNoneChosen] = useState(false);
  // What the hub said of the number; a person may know better.
  const [hint, setHint] = useState('');
  const [isNumberConfirmed, setNumberConfirmed] = useState(false);
  const [carrier, setCarrier] = useState(order.carrierName);
  const { data: carriers = [] } = useQuery(carriersQuery);
  const example = exampleOf(carriers, carrier);
  const ship = useAction(
    (body: { carrier: string; trackingNumber: string; isNumberConfirmed?: boolean; items?: { lineId: string; quantity?: number }[] }) =>
      read(api.POST('/api/v1/platforms/orders/{orderId}/fulfill', { params: { path: { orderId: order.id } }, body })),
    { stale: [['order', order.id]], isProblemShown: true },
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const items = itemsOf(lines, chosen);
    setNoneChosen(items?.length === 0);
    if (items?.length === 0) return;
    const body = {
      carrier: carrier.trim(),
      trackingNumber: String(form.get('trackingNumber')).trim(),
      ...(items ? { items } : {}),
      ...(isNumberConfirmed ? { isNumberConfirmed } : {}),
    };
    ship.mutate(body, {
      onSuccess: ({ outcome, message }) => {
        if (outcome === 'rejected') return setHint(message);
        const isGood = outcome === 'started' || outcome === 'done';
        notify(t(isGood ? 'order.act.shipStarted' : `orders.result.outcome.${outcome}`), { tone: isGood ? 'good' : 'bad', help: message });
        void queries.invalidateQueries({ queryKey: ['orders'] });
        onClose();
      },
    });
  };
  const fields = ship.error instanceof ApiProblem ? ship.error.fields : {};
  const hasChoice = lines.length > 1 || lines.some(({ quantity }) => quantity > 1);
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
      <form id={formId} onSubmit={send} className="flex flex-col gap-4 pb-1">
        <TextField
          label={t('order.own.carrier')}
          required
          maxLength={100}
          list={listId}
          autoComplete="off"
          value={carrier}
          onChange={(event) => setCarrier(event.target.value)}
          help={t('orderShipping.carrierHelp')}
          problem={fields.carrier}
        />
        <datalist id={listId}>
          {carriers.map(({ code, name }) => (
            <option key={code} value={name} />
          ))}
        </datalist>
        <TextField
          label={t('order.own.tracking')}
          name="trackingNumber"
          required
          minLength={4}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          help={example && t(example.isChecked ? 'orderShipping.numberChecked' : 'orderShipping.numberLike', { example: example.number })}
          problem={fields.trackingNumber ?? (hint || undefined)}
          onChange={() => {
            setHint('');
            setNumberConfirmed(false);
          }}
        />
        {hint && (
          <CheckField
            label={t('orderShipping.numberIsRight')}
            help={t('orderShipping.numberIsRightHelp')}
            checked={isNumberConfirmed}
            onChange={(event) => setNumberConfirmed(event.target.checked)}
          />
        )}
        {hasChoice && (
          <UnitFields lines={lines} chosen={chosen} onChange={setChosen} problem={isNoneChosen ? t('order.own.pickOne') : undefined} />
        )}
        <FormProblem error={ship.error} shown={['carrier', 'trackingNumber']} />
      </form>
    </Dialog>
  );
}
