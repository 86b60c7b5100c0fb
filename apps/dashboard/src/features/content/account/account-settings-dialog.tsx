import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { ApiProblem, api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { accountName } from '../account-name.tsx';
import type { AccountReport } from '../content-queries.ts';
import { foundOutletsQuery } from '../outlets/outlet-queries.ts';
import { ZoneField } from '../zone-field.tsx';

/** Moves an account to another outlet, and says where its day begins. */
export function AccountSettingsDialog({ account, onClose }: { account: AccountReport; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const listId = useId();
  const [code, setCode] = useState(account.outletCode);
  const [timeZone, setTimeZone] = useState(account.timeZone);
  const { data } = useQuery(foundOutletsQuery(code.trim()));
  const save = useAction(
    async () => {
      const outlet = data?.items.find((one) => one.code.toLowerCase() === code.trim().toLowerCase());
      if (code.trim() !== '' && !outlet) throw new Error(t('contentAccount.settings.unknownOutlet', { code: code.trim() }));
      const isMoved = code.trim().toLowerCase() !== account.outletCode.toLowerCase();
      const body = { ...(isMoved ? { outletId: outlet?.id ?? null } : {}), ...(timeZone === account.timeZone ? {} : { timeZone }) };
      return read(api.PATCH('/api/content/accounts/{accountId}', { params: { path: { accountId: account.id } }, body }));
    },
    { stale: [['content'], ['outlets']], said: t('contentAccount.settings.saved'), isProblemShown: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('contentAccount.settings.title', { account: accountName(account) })}
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
        <TextField
          label={t('contentAccount.settings.outlet')}
          help={t('contentAccount.settings.outletHelp')}
          list={listId}
          autoComplete="off"
          maxLength={50}
          placeholder={t('contentAccount.settings.noOutlet')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <datalist id={listId}>
          {data?.items.map((outlet) => (
            <option key={outlet.id} value={outlet.code}>
              {outlet.name}
            </option>
          ))}
        </datalist>
        <ZoneField
          label={t('contentAccount.settings.zone')}
          help={t('contentAccount.settings.zoneHelp')}
          value={timeZone}
          onChange={setTimeZone}
          problem={save.error instanceof ApiProblem ? save.error.fields.timeZone : undefined}
        />
        <FormProblem error={save.error} shown={['timeZone']} />
      </form>
    </Dialog>
  );
}
