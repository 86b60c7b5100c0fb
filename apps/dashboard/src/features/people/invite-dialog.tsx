import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { SecretLine } from '../../ui/secret-line.tsx';
import { type Role, roles } from './people-queries.ts';

/** Invites somebody; the link is shown once, to be sent by the person's own means. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('packer');
  const invite = useAction(() => read(api.POST('/api/users/invitations', { body: { email: email.trim(), role } })), {
    stale: [['people']],
    isProblemShown: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  const made = invite.data;
  if (made) {
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={t('people.invite.madeTitle', { email: made.email })}
        hint={t('people.invite.madeHelp', { when: formatInstant(made.expiresAt) })}
        footer={
          <Button look="primary" onClick={onClose}>
            {t('shell.close')}
          </Button>
        }
      >
        <SecretLine label={t('people.invite.link')} text={made.link} />
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('people.invite.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={invite.isPending}>
            {t('people.invite.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        <TextField
          label={t('people.invite.email')}
          type="email"
          autoComplete="off"
          required
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          problem={invite.error instanceof ApiProblem ? invite.error.fields.email : undefined}
        />
        <SelectField
          label={t('people.invite.role')}
          help={t(`people.roleHelp.${role}`)}
          value={role}
          onChange={(event) => setRole(roles.find((name) => name === event.target.value) ?? 'packer')}
        >
          {roles.map((name) => (
            <option key={name} value={name}>
              {t(`people.role.${name}`)}
            </option>
          ))}
        </SelectField>
        <FormProblem error={invite.error} shown={['email']} />
      </form>
    </Dialog>
  );
}
