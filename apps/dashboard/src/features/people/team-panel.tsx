import { useQuery } from '@tanstack/react-query';
import { Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery, useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { membersQuery, type Role, roles } from './people-queries.ts';

type Member = Schemas['Member'];

/** Who belongs to the organisation, with which role, and who is invited. */
export function TeamPanel() {
  const { t } = useTranslation();
  const canChange = useMay('users:write');
  const query = useQuery(membersQuery);
  const [isInviting, setInviting] = useState(false);
  const open = canChange && (
    <Button size="small" look="primary" onClick={() => setInviting(true)}>
      <UserPlus className="size-4" aria-hidden /> {t('people.invite.open')}
    </Button>
  );
  return (
    <>
      <Panel title={t('people.team.title')} actions={open} isFlush>
        <QueryState query={query}>
          {({ items }) => (
            <ul className="divide-y divide-line/70">
              {items.map((member) => (
                <MemberRow key={member.userId} member={member} canChange={canChange} />
              ))}
            </ul>
          )}
        </QueryState>
      </Panel>
      {query.data && query.data.invitations.length > 0 && <InvitationList invitations={query.data.invitations} canChange={canChange} />}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

function MemberRow({ member, canChange }: { member: Member; canChange: boolean }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const isMe = me?.userId === member.userId;
  const [asking, setAsking] = useState<'remove' | Role>();
  const path = { params: { path: { userId: member.userId } } };
  // One's own role decides what the whole screen shows.
  const stale = [['people'], ...(isMe ? [['me']] : [])];
  const change = useAction((role: Role) => read(api.PATCH('/api/users/{userId}', { ...path, body: { role } })), {
    stale,
    said: (role) => t('people.team.changed', { name: member.name, role: t(`people.role.${role}`) }),
  });
  const remove = useAction(() => read(api.DELETE('/api/users/{userId}', path)), {
    stale,
    said: t('people.team.removed', { name: member.name }),
  });
  const close = () => setAsking(undefined);
  const choose = (role: Role) => (isMe && member.role === 'owner' ? setAsking(role) : change.mutate(role));
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium break-words">
          {member.name} {isMe && <Badge>{t('people.team.you')}</Badge>}
        </p>
        <p className="text-sm break-words text-soft">
          {member.email} · {t('people.team.joined', { when: formatInstant(member.joinedAt) })}
        </p>
      </div>
      {canChange ? (
        <div className="flex items-center gap-2">
          <select
            aria-label={t('people.team.roleOf', { name: member.name })}
            value={member.role}
            disabled={change.isPending}
            onChange={(event) => {
              const role = roles.find((name) => name === event.target.value);
              if (role) choose(role);
            }}
            className="h-9 rounded-lg border border-line bg-panel px-2.5"
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`people.role.${role}`)}
              </option>
            ))}
          </select>
          <Button
            look="danger"
            disabled={isMe}
            aria-label={t('people.team.remove', { name: member.name })}
            onClick={() => setAsking('remove')}
          >
            <Trash2 className="size-4" aria-hidden />
          </Button>
        </div>
      ) : (
        <Badge>{t(`people.role.${member.role}`)}</Badge>
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          title={t('people.team.removeTitle', { name: member.name })}
          help={t('people.team.removeHelp')}
          submit={t('shell.remove')}
          isBusy={remove.isPending}
          onConfirm={() => remove.mutate(undefined, { onSettled: close })}
          onClose={close}
        />
      )}
      {asking !== undefined && asking !== 'remove' && (
        <ConfirmDialog
          title={t('people.team.selfTitle')}
          help={t('people.team.selfHelp')}
          submit={t('people.team.selfSubmit')}
          isBusy={change.isPending}
          onConfirm={() => change.mutate(asking, { onSettled: close })}
          onClose={close}
        />
      )}
    </li>
  );
}
