import { ChevronRight, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { draftOfDiscovered, emptyDraft, type PrinterDraft } from './printer-draft.ts';

interface Props {
  agents: readonly Schemas['Agent'][];
  agentId: string;
  onAgent: (agentId: string) => void;
  onChoose: (draft: PrinterDraft) => void;
}

/** Chooses the agent and one of the printers that it found; the list grows while it looks. */
export function FindPrinterStep({ agents, agentId, onAgent, onChoose }: Props) {
  const { t } = useTranslation();
  const agent = agents.find(({ id }) => id === agentId);
  const look = useAction(() => read(api.POST('/api/agents/{agentId}/discover', { params: { path: { agentId } } })), {
    stale: [['agents']],
    said: t('agents.lookStarted', { agent: agent?.name ?? '' }),
  });
  const found = agent?.discovered ?? [];
  return (
    <div className="flex flex-col gap-4 pb-2">
      <SelectField label={t('printers.form.agent')} value={agentId} onChange={(event) => onAgent(event.target.value)}>
        {agents.map(({ id, name, isOnline }) => (
          <option key={id} value={id}>
            {isOnline ? name : t('printers.form.agentOffline', { agent: name })}
          </option>
        ))}
      </SelectField>
      <section className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <h3 className="font-medium">{t('printers.form.found')}</h3>
          <Button size="small" onClick={() => look.mutate()} isBusy={look.isPending} disabled={!agent?.isOnline}>
            <Search className="size-4" aria-hidden /> {t('printers.form.look')}
          </Button>
        </div>
        {found.length === 0 && <p className="text-soft">{t(agent?.isOnline ? 'printers.form.foundNone' : 'agents.offlineHelp')}</p>}
        <ul className="flex flex-col gap-1.5">
          {found.map((one) => (
            <li key={`${one.name} ${JSON.stringify(one.driver)}`}>
              <button
                type="button"
                onClick={() => onChoose(draftOfDiscovered(one))}
                className="flex w-full items-center justify-between gap-3 rounded-lg border border-line px-3 py-2 text-left hover:bg-page"
              >
                <span className="min-w-0">
                  <span className="block font-medium break-words">{one.name}</span>
                  <span className="block text-sm break-all text-soft">
                    {t(`printers.driver.${one.driver.kind}`)}
                    {one.detail && ` · ${one.detail}`}
                  </span>
                </span>
                <ChevronRight className="size-4.5 shrink-0 text-faint" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      </section>
      <Button onClick={() => onChoose(emptyDraft('ipp'))}>{t('printers.form.manual')}</Button>
    </div>
  );
}
