import { useQuery } from '@tanstack/react-query';
import { Cable } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { AgentRow } from './agent-row.tsx';
import { agentsQuery } from './print-queries.ts';

/** All agents; the ones that are away stand first. */
export function AgentsPanel({ now, onAddPrinter }: { now: number; onAddPrinter: (agentId: string) => void }) {
  const { t } = useTranslation();
  const query = useQuery(agentsQuery);
  return (
    <Panel title={t('agents.title')} isFlush>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Cable} title={t('agents.empty')} help={t('agents.emptyHelp')} />
          ) : (
            <ul className="divide-y divide-line/70">
              {items
                .toSorted((a, b) => Number(a.isOnline) - Number(b.isOnline) || a.name.localeCompare(b.name))
                .map((agent) => (
                  <AgentRow key={agent.id} agent={agent} now={now} onAddPrinter={onAddPrinter} />
                ))}
            </ul>
          )
        }
      </QueryState>
    </Panel>
  );
}
