import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { CheckField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { sellsLabels } from '../marketplaces.ts';
import { platformsQuery, type Shop } from '../shop-queries.ts';
import { useShopSettings } from '../use-shop-settings.ts';
import { parcelDraft, readParcel, readSender, senderDraft } from './label-draft.ts';
import { ParcelFields, SenderFields } from './label-fields.tsx';

/** What the hub does by itself for a shop, or for all shops of its agreement; two people at once cannot overwrite each other. */
export function ShopSettingsDrawer({ shop, isForAll = false, onClose }: { shop: Shop; isForAll?: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const platform = useQuery(platformsQuery).data?.items.find((one) => one.platform === shop.platform);
  const [settings, setSettings] = useState(shop.settings);
  const [sender, setSender] = useState(() => senderDraft(shop.settings.labelSender));
  const [parcel, setParcel] = useState(() => parcelDraft(shop.settings.labelParcel));
  const save = useShopSettings(shop, { isProblemShown: true });
  const hasLabels = sellsLabels(platform) || Boolean(shop.settings.labelSender ?? shop.settings.labelParcel);
  const { isAutoFulfilOn, isStockPublishOn } = settings;
  const labelSender = readSender(sender);
  const labelParcel = readParcel(parcel);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changes = { isAutoFulfilOn, isStockPublishOn, ...(hasLabels ? { labelSender, labelParcel } : {}) };
    save.mutate({ changes, isForAll }, { onSuccess: onClose });
  };
  const check = (field: 'isAutoFulfilOn' | 'isStockPublishOn') => (
    <CheckField
      label={t(`shops.settings.${field}`)}
      help={t(`shops.settings.${field}Help`)}
      checked={settings[field]}
      onChange={(event) => setSettings({ ...settings, [field]: event.target.checked })}
    />
  );
  const problems = save.error instanceof ApiProblem ? save.error.fields : {};
  const isStale = save.error instanceof ApiProblem && save.error.status === 412;
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={isForAll ? t('connections.settingsAll') : t('shops.settings.title', { shop: shop.name })}
      hint={isForAll ? t('connections.settingsAllHelp', { shop: shop.name }) : shop.platformTitle}
      footer={
        <>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-5">
        {check('isAutoFulfilOn')}
        {check('isStockPublishOn')}
        <p className="text-sm text-soft">
          {t('connections.syncElsewhere')}{' '}
          <Link to="/sync" search={{ shopId: shop.id }} className="inline-flex min-h-6 items-center text-accent underline">
            {t('connections.sync')}
          </Link>
        </p>
        {hasLabels && (
          <>
            <SenderFields draft={sender} isRequired={labelSender !== null} problems={problems} onChange={setSender} />
            <ParcelFields draft={parcel} isRequired={labelParcel !== null} problems={problems} onChange={setParcel} />
          </>
        )}
        <FormProblem error={isStale ? new Error(t('shops.settings.changed')) : save.error} shown={[]} />
      </form>
    </Drawer>
  );
}
