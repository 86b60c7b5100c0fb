import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';

/** One's own sessions and password: for everybody, whatever their role. */
export function AccountPanel() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const said = me && { email: me.email, role: t(`people.role.${me.role}`), organisation: me.tenantName };
  return (
    <>
      <Panel title={me?.name}>
        <p className="break-words">{said && t('people.account.you', said)}</p>
      </Panel>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <SessionsPanel />
        <PasswordPanel />
      </div>
    </>
  );
}

function PasswordPanel() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const [round, setRound] = useState(0);
  const change = useAction(
    (body: { currentPassword: string; newPassword: string }) => read(api.POST('/api/user/change-password', { body })),
    { stale: [['people', 'sessions']], said: t('people.account.changed'), isProblemShown: true },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { currentPassword: String(form.get('currentPassword')), newPassword: String(form.get('newPassword')) };
    change.mutate(body, { onSuccess: () => setRound(round + 1) });
  };
  const fields = change.error instanceof ApiProblem ? change.error.fields : {};
  return (
    <Panel title={t('people.account.password')}>
      <form key={round} onSubmit={submit} className="flex max-w-md flex-col gap-4">
        <input type="hidden" name="username" autoComplete="username" value={me?.email ?? ''} readOnly />
        <TextField
          label={t('people.account.currentPassword')}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          problem={fields.currentPassword}
        />
        <TextField
          label={t('people.account.newPassword')}
          help={t('people.account.newPasswordHelp')}
          name="newPassword"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          problem={fields.newPassword}
        />
        <FormProblem error={change.error} shown={['currentPassword', 'newPassword']} />
        <Button type="submit" look="primary" className="self-start" isBusy={change.isPending}>
          {t('people.account.changePassword')}
        </Button>
      </form>
    </Panel>
  );
}
