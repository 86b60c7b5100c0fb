import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';

export function InvitationList({ invitations, canChange }: { invitations: readonly Schemas['Invitation'][]; canChange: boolean }) {
  const { t } = useTranslation();
  const revoke = useAction(
    (invitationId: string) => read(api.DELETE('/api/users/invitations/{invitationId}', { params: { path: { invitationId } } })),
    { stale: [['people']], said: t('people.invite.revoked') },
  );
  return (
    <Panel title={t('people.invite.pending')} isFlush>
      <ul className="divide-y divide-line/70">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-2.5">
            <p className="min-w-0 break-words">
              <span className="font-medium">{email}</span>{' '}
              <span className="text-sm text-soft">
                · {t(`people.role.${role}`)} · {t('people.invite.until', { when: formatInstant(expiresAt) })}
              </span>
            </p>
            {canChange && (
              <Button
                size="small"
                aria-label={t('people.invite.revoke', { email })}
                isBusy={revoke.isPending && revoke.variables === id}
                onClick={() => revoke.mutate(id)}
              >
                {t('shell.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
