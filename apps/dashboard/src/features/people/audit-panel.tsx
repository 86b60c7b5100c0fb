import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schemas } from '../../lib/api.ts';
import { formatInstant, formatNumber } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { FilterText } from '../../ui/filter-controls.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { notifyProblem } from '../../ui/toast.tsx';
import { auditQuery } from './people-queries.ts';

type Entry = Schemas['AuditEntry'];

/** Every change that was made, and whether anybody touched the record of it. */
export function AuditPanel() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState({ action: '', subjectId: '' });
  const query = useInfiniteQuery(auditQuery(filter));
  const verify = useMutation({ mutationFn: () => read(api.GET('/api/audit/verify')), onError: notifyProblem });
  return (
    <Panel
      title={t('people.audit.title')}
      actions={
        <Button size="small" onClick={() => verify.mutate()} isBusy={verify.isPending}>
          <ShieldCheck className="size-4" aria-hidden /> {t('people.audit.verify')}
        </Button>
      }
      isFlush
    >
      <div className="flex flex-col gap-3 p-4">
        <p className="text-soft">{t('people.audit.help')}</p>
        {verify.data && <Verdict {...verify.data} />}
        <search className="grid gap-3 sm:grid-cols-2">
          <FilterText
            label={t('people.audit.action')}
            value={filter.action}
            placeholder="printer.changed"
            onChange={(action = '') => setFilter({ ...filter, action })}
          />
          <FilterText
            label={t('people.audit.subject')}
            value={filter.subjectId}
            placeholder="prn_…"
            onChange={(subjectId = '') => setFilter({ ...filter, subjectId })}
          />
        </search>
      </div>
      <PagedList query={query} empty={<p className="px-4 pb-4 text-soft">{t('people.audit.empty')}</p>}>
        {(entries) => <AuditTable entries={entries} />}
      </PagedList>
    </Panel>
  );
}

function Verdict({ isIntact, entries, firstBadNumber }: { isIntact: boolean; entries: number; firstBadNumber: number | null }) {
  const { t } = useTranslation();
  const Icon = isIntact ? ShieldCheck : ShieldAlert;
  return (
    <p
      role="status"
      className={`flex items-center gap-3 rounded-lg px-3 py-2 font-medium ${isIntact ? 'bg-good-wash text-good' : 'bg-bad-wash text-bad'}`}
    >
      <Icon className="size-6 shrink-0" aria-hidden />
      {isIntact ? t('people.audit.intact', { count: entries }) : t('people.audit.broken', { number: firstBadNumber })}
    </p>
  );
}

function AuditTable({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation();
  return (
    <Table label={t('people.audit.title')}>
      <thead>
        <tr>
          {(['number', 'at', 'actor', 'action', 'subject', 'detail'] as const).map((column) => (
            <Th key={column}>{t(`people.audit.columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.number}>
            <Td className="text-soft">{formatNumber(entry.number)}</Td>
            <Td className="whitespace-nowrap">{formatInstant(entry.at)}</Td>
            <Td>{entry.actorKind === 'system' ? t('people.audit.hub') : entry.actorName}</Td>
            <Td className="font-medium whitespace-nowrap">{entry.action}</Td>
            <Td className="text-sm">
              {entry.subjectKind}
              <code className="block font-mono break-all text-soft">{entry.subjectId}</code>
            </Td>
            <Td className="text-sm">
              {Object.keys(entry.detail).length > 0 && (
                <details>
                  <summary className="min-h-6 cursor-pointer text-accent">{t('people.audit.details')}</summary>
                  <pre className="max-w-96 font-mono whitespace-pre-wrap break-all">{JSON.stringify(entry.detail, null, 2)}</pre>
                </details>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
