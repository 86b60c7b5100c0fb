import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatInstant, formatNumber } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { useRunKind } from './run-progress.tsx';
import { type Run, runsQuery, type Shop } from './shop-queries.ts';

const tones: Readonly<Record<Run['status'], Tone>> = {
  queued: 'neutral',
  running: 'accent',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** What was read from the marketplaces when, and what went wrong in it. */
export function RunsPanel({ shops, shopId }: { shops: readonly Shop[]; shopId?: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(runsQuery(shopId));
  const nameOf = (of: string | null) => shops.find(({ id }) => id === of)?.name ?? of ?? t('shops.runs.allShops');
  return (
    <Panel title={t('shops.runs.title')} isFlush>
      <PagedList query={query} empty={<p className="px-4 py-4 text-soft">{t('shops.runs.empty')}</p>}>
        {(runs) => (
          <Table label={t('shops.runs.title')}>
            <thead>
              <tr>
                {(['what', 'shop', 'status', 'done', 'when', 'took'] as const).map((column) => (
                  <Th key={column}>{t(`shops.runs.columns.${column}`)}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <RunRow key={run.id} run={run} shopName={nameOf(run.shopId)} />
              ))}
            </tbody>
          </Table>
        )}
      </PagedList>
    </Panel>
  );
}

function RunRow({ run, shopName }: { run: Run; shopName: string }) {
  const { t } = useTranslation();
  const kindOf = useRunKind();
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">{kindOf(run.kind)}</Td>
      <Td>{shopName}</Td>
      <Td>
        <Badge tone={tones[run.status]} isPulsing={run.status === 'running'}>
          {t(`shops.runs.status.${run.status}`)}
        </Badge>
        {run.message && <p className="mt-1 text-sm text-soft">{hubSays(run.message)}</p>}
        {run.problems.length > 0 && (
          <details className="mt-1">
            <summary className="min-h-6 cursor-pointer font-medium text-bad">
              {t('shops.runs.problems', { count: run.problems.length })}
            </summary>
            <ul className="mt-1 flex flex-col gap-1 text-sm">
              {run.problems.map(({ subject, message }) => (
                <li key={`${subject} ${message}`}>
                  <strong className="font-medium">{subject}</strong> {message}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        {formatNumber(run.processed)}
        {run.failed > 0 && <span className="block text-sm text-bad">{t('shops.runs.failed', { count: run.failed })}</span>}
      </Td>
      <Td className="whitespace-nowrap">{formatInstant(run.createdAt)}</Td>
      <Td className="whitespace-nowrap">{run.finishedAt ? formatDuration(Date.parse(run.finishedAt) - Date.parse(run.createdAt)) : '–'}</Td>
    </tr>
  );
}
