import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStream } from '../../app/stock-search.ts';
import { ApiProblem } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import type { Shop } from '../shops/shop-queries.ts';
import { useShopSettings } from '../shops/use-shop-settings.ts';
import { inUnits, settingOf, streams } from './streams.ts';

/** How often a stream of a shop is read, or of all shops of its agreement. */
export function IntervalDialog({
  shop,
  kind,
  openOrderMinutes,
  onClose,
}: {
  shop: Shop;
  kind: SyncStream;
  openOrderMinutes: number | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const formId = useId();
  const { least, most, usual, minutes: key } = streams[kind];
  const [minutes, setMinutes] = useState(settingOf(shop.settings, kind).minutes);
  const [isForAll, setForAll] = useState(false);
  const save = useShopSettings(shop, { isProblemShown: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ changes: { [key]: minutes }, isForAll }, { onSuccess: onClose });
  };
  const what = t(`sync.stream.${kind}`);
  const isStale = save.error instanceof ApiProblem && save.error.status === 412;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('sync.changeOf', { what, shop: shop.name })}
      hint={t(`sync.help.${kind}`)}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-1">
        <TextField
          label={t('sync.minutes')}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          required
          className="max-w-40"
          value={Number.isNaN(minutes) ? '' : minutes}
          onChange={(event) => setMinutes(event.target.valueAsNumber)}
          help={t('sync.minutesHelp', { least, most })}
          problem={save.error instanceof ApiProblem ? save.error.fields[key] : undefined}
        />
        <div className="flex flex-wrap gap-1.5">
          {usual.map((one) => {
            const { unit, count } = inUnits(one);
            return (
              <Button key={one} size="small" look={one === minutes ? 'primary' : 'secondary'} onClick={() => setMinutes(one)}>
                {t(`sync.every.${unit}`, { count })}
              </Button>
            );
          })}
        </div>
        {kind === 'orders' && (
          <p className="text-sm text-soft">
            {openOrderMinutes !== null && openOrderMinutes > 2
              ? t('sync.openOrdersSlow', { minutes: openOrderMinutes })
              : t('sync.openOrders')}
          </p>
        )}
        <CheckField
          label={t('sync.forAll')}
          help={t('sync.forAllHelp')}
          checked={isForAll}
          onChange={(event) => setForAll(event.target.checked)}
        />
        <FormProblem error={isStale ? new Error(t('shops.settings.changed')) : save.error} shown={[key]} />
      </form>
    </Dialog>
  );
}
