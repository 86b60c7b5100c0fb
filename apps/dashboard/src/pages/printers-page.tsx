import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Cable, Plus, Printer as PrinterIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { AddPrinterDialog } from '../features/printing/add-printer-dialog.tsx';
import { AgentsPanel } from '../features/printing/agents-panel.tsx';
import { PairingDialog } from '../features/printing/pairing-dialog.tsx';
import { agentsQuery, printersQuery } from '../features/printing/print-queries.ts';
import { PrinterCard } from '../features/printing/printer-card.tsx';
import { printerCondition } from '../features/printing/printer-condition.ts';
import { RoutesEditor } from '../features/printing/routes-editor.tsx';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { SectionTabs } from '../ui/section-tabs.tsx';

type Opened = { readonly what: 'pair' } | { readonly what: 'add'; readonly agentId?: string };

/** Printers as they are, the agents that reach them, and which printer gets what. */
export function PrintersPage() {
  const { t } = useTranslation();
  const { tab = 'printers' } = useSearch({ from: '/shell/printers' });
  const canChange = useMay('printers:write');
  const now = useNow(5_000);
  const [opened, setOpened] = useState<Opened>();
  const query = useQuery(printersQuery);
  const agents = useQuery(agentsQuery).data?.items;
  const printers = query.data?.items ?? [];
  const sorted = printers.toSorted(
    (a, b) => Number(printerCondition(b).needsCare) - Number(printerCondition(a).needsCare) || a.name.localeCompare(b.name),
  );
  const addPrinter = (agentId: string) => setOpened({ what: 'add', agentId });
  const tabs = [
    { tab: 'printers', label: t('printers.tab.printers'), count: query.data?.items.length },
    { tab: 'agents', label: t('printers.tab.agents'), count: agents?.length },
    { tab: 'routes', label: t('printers.tab.routes') },
  ];
  const openers = canChange && (
    <>
      <Button onClick={() => setOpened({ what: 'pair' })}>
        <Cable className="size-4" aria-hidden /> {t('agents.pair.open')}
      </Button>
      {agents && agents.length > 0 && (
        <Button look="primary" onClick={() => setOpened({ what: 'add' })}>
          <Plus className="size-4" aria-hidden /> {t('printers.add')}
        </Button>
      )}
    </>
  );

  return (
    <Page title={t('printers.title')} hint={t('printers.hint')} actions={openers}>
      <SectionTabs to="/printers" label={t('printers.tabs')} tabs={tabs} current={tab} />
      {tab === 'agents' ? (
        <AgentsPanel now={now} onAddPrinter={addPrinter} />
      ) : tab === 'routes' ? (
        <RoutesEditor printers={printers} />
      ) : sorted.length > 0 ? (
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {sorted.map((printer) => (
            <PrinterCard key={printer.id} printer={printer} now={now} />
          ))}
        </div>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>
            {() => (
              <EmptyState
                icon={PrinterIcon}
                title={t('printers.empty')}
                help={t(agents?.length === 0 ? 'printers.emptyNoAgent' : 'printers.emptyHelp')}
              />
            )}
          </QueryState>
        </Panel>
      )}
      {opened?.what === 'pair' && <PairingDialog onAddPrinter={addPrinter} onClose={() => setOpened(undefined)} />}
      {opened?.what === 'add' && agents && (
        <AddPrinterDialog
          agents={agents}
          firstAgentId={opened.agentId}
          isFirst={query.data?.items.length === 0}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}
