import { Pencil, Plus, Search, Unplug } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';

type Agent = Schemas['Agent'];

/** One agent: whether it is there, what it found, and what can be done with it. */
export function AgentRow({ agent, now, onAddPrinter }: { agent: Agent; now: number; onAddPrinter: (agentId: string) => void }) {
  const { t } = useTranslation();
  const seen = agent.lastSeenAt ? t('agents.seen', { when: formatDistance(agent.lastSeenAt, now) }) : t('agents.neverSeen');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-base font-semibold break-words">{agent.name}</span>
          <Badge tone={agent.isOnline ? 'good' : 'bad'}>{t(agent.isOnline ? 'agents.online' : 'agents.offline')}</Badge>
        </p>
        <p className="text-sm text-soft">
          {agent.hostName} · {t('agents.version', { version: agent.agentVersion })} · {t('agents.printers', { count: agent.printers })} ·{' '}
          {t('agents.pairedAt', { when: formatInstant(agent.pairedAt) })}
          {!agent.isOnline && ` · ${seen}`}
        </p>
        {!agent.isOnline && <p className="font-medium">{t('agents.offlineHelp')}</p>}
        {agent.discovered.length > 0 && (
          <button
            type="button"
            onClick={() => onAddPrinter(agent.id)}
            className="mt-1 inline-flex min-h-7 items-center gap-1 font-medium text-accent hover:underline"
          >
            <Plus className="size-4" aria-hidden /> {t('agents.found', { count: agent.discovered.length })}
          </button>
        )}
      </div>
      <AgentActions agent={agent} />
    </li>
  );
}

function AgentActions({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const canChange = useMay('printers:write');
  const [open, setOpen] = useState<'rename' | 'unpair'>();
  const close = () => setOpen(undefined);
  const at = { params: { path: { agentId: agent.id } } };
  const stale = [['agents'], ['printers']];
  const look = useAction(() => read(api.POST('/api/agents/{agentId}/discover', at)), {
    stale,
    said: t('agents.lookStarted', { agent: agent.name }),
  });
  const unpair = useAction(() => read(api.DELETE('/api/agents/{agentId}', at)), {
    stale,
    said: t('agents.unpaired', { agent: agent.name }),
  });
  if (!canChange) return null;
  const icon = { className: 'size-4', 'aria-hidden': true } as const;
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" onClick={() => look.mutate()} isBusy={look.isPending} disabled={!agent.isOnline}>
        <Search {...icon} /> {t('agents.look')}
      </Button>
      <Button size="small" onClick={() => setOpen('rename')}>
        <Pencil {...icon} /> {t('agents.rename')}
      </Button>
      <Button size="small" look="danger" onClick={() => setOpen('unpair')}>
        <Unplug {...icon} /> {t('agents.unpair')}
      </Button>
      {open === 'rename' && <RenameDialog agent={agent} onClose={close} />}
      {open === 'unpair' && (
        <ConfirmDialog
          title={t('agents.unpairTitle', { agent: agent.name })}
          help={t('agents.unpairHelp')}
          submit={t('agents.unpair')}
          isBusy={unpair.isPending}
          onConfirm={() => unpair.mutate(undefined, { onSettled: close })}
          onClose={close}
        />
      )}
    </div>
  );
}

function RenameDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const rename = useAction(
    (name: string) => read(api.PATCH('/api/agents/{agentId}', { params: { path: { agentId: agent.id } }, body: { name } })),
    { stale: [['agents'], ['printers']], said: t('agents.renamed'), isProblemShown: true },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rename.mutate(String(new FormData(event.currentTarget).get('name')).trim(), { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('agents.renameTitle', { agent: agent.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={rename.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 pb-2">
        <TextField
          label={t('agents.name')}
          name="name"
          defaultValue={agent.name}
          required
          maxLength={100}
          problem={rename.error instanceof ApiProblem ? rename.error.fields.name : undefined}
        />
        <FormProblem error={rename.error} shown={['name']} />
      </form>
    </Dialog>
  );
}
