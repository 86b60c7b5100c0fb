import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import type { Shop } from './shop-queries.ts';

/** What the hub does by itself for a shop. Two people at once cannot overwrite each other. */
export function ShopSettingsDialog({ shop, onClose }: { shop: Shop; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [settings, setSettings] = useState(shop.settings);
  const save = useAction(
    () =>
      read(
        api.PATCH('/api/shops/{shopId}', {
          params: { path: { shopId: shop.id }, header: { 'if-match': `"${shop.settingsVersion}"` } },
          body: settings,
        }),
      ),
    { stale: [['shops']], said: t('shops.settings.saved'), isProblemShown: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  const check = (field: 'isOrderSyncOn' | 'isListingSyncOn' | 'isAutoFulfilOn' | 'isStockPublishOn') => (
    <CheckField
      label={t(`shops.settings.${field}`)}
      help={t(`shops.settings.${field}Help`)}
      checked={settings[field]}
      onChange={(event) => setSettings({ ...settings, [field]: event.target.checked })}
    />
  );
  const isStale = save.error instanceof ApiProblem && save.error.status === 412;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('shops.settings.title', { shop: shop.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {check('isAutoFulfilOn')}
        {check('isStockPublishOn')}
        {check('isOrderSyncOn')}
        {settings.isOrderSyncOn && (
          <TextField
            label={t('shops.settings.orderSyncMinutes')}
            type="number"
            min={1}
            max={1440}
            required
            className="max-w-40"
            value={Number.isNaN(settings.orderSyncMinutes) ? '' : settings.orderSyncMinutes}
            onChange={(event) => setSettings({ ...settings, orderSyncMinutes: event.target.valueAsNumber })}
            problem={save.error instanceof ApiProblem ? save.error.fields.orderSyncMinutes : undefined}
          />
        )}
        {check('isListingSyncOn')}
        <FormProblem error={isStale ? new Error(t('shops.settings.changed')) : save.error} shown={['orderSyncMinutes']} />
      </form>
    </Dialog>
  );
}
