import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery, type Permission } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { SecretLine } from '../../ui/secret-line.tsx';

const lives = ['30', '90', '365', 'never'] as const;

/** Makes an API key; its secret is shown once. A key cannot do more than the person who makes it. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const { data: me } = useQuery(meQuery);
  const [scopes, setScopes] = useState<readonly Permission[]>([]);
  const [isMissing, setMissing] = useState(false);
  const create = useAction(
    (body: { name: string; scopes: Permission[]; expiresInDays?: number }) => read(api.POST('/api/user/api-keys', { body })),
    { stale: [['people', 'keys']], isProblemShown: true },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setMissing(scopes.length === 0);
    if (scopes.length === 0) return;
    const days = Number(form.get('life'));
    create.mutate({ name: String(form.get('name')).trim(), scopes: [...scopes], ...(days > 0 ? { expiresInDays: days } : {}) });
  };
  const made = create.data;
  if (made) {
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={t('people.keys.madeTitle', { name: made.name })}
        hint={t('people.keys.madeHelp')}
        footer={
          <Button look="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        }
      >
        <SecretLine label={t('people.keys.secret')} text={made.secret} />
      </Dialog>
    );
  }
  const fields = create.error instanceof ApiProblem ? create.error.fields : {};
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('people.keys.open')}
      hint={t('people.keys.help')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={create.isPending}>
            {t('people.keys.create')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        <TextField
          label={t('people.keys.name')}
          help={t('people.keys.nameHelp')}
          name="name"
          required
          maxLength={100}
          problem={fields.name}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">{t('people.keys.scopes')}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {me?.permissions.map((scope) => (
              <CheckField
                key={scope}
                label={t(`people.keys.scope.${scope}`, { nsSeparator: false })}
                checked={scopes.includes(scope)}
                onChange={(event) => setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((name) => name !== scope))}
              />
            ))}
          </div>
          {isMissing && scopes.length === 0 && (
            <p role="alert" className="text-sm font-medium text-bad">
              {t('people.keys.scopesMissing')}
            </p>
          )}
        </fieldset>
        <SelectField label={t('people.keys.expires')} name="life" defaultValue="365">
          {lives.map((life) => (
            <option key={life} value={life}>
              {t(`people.keys.days.${life}`)}
            </option>
          ))}
        </SelectField>
        <FormProblem error={create.error} shown={['name']} />
      </form>
    </Dialog>
  );
}
