import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ShopSyncSearch, syncOutcomes, syncStreams } from '../../app/stock-search.ts';
import { formatDuration, formatInstant, formatNumber } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { DownloadLink } from '../../ui/download-link.tsx';
import { FilterSelect } from '../../ui/filter-controls.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { type SyncLogLine, syncLogCsv, syncLogQuery } from './sync-queries.ts';

const tones: Readonly<Record<SyncLogLine['status'], Tone>> = { succeeded: 'good', failed: 'bad', skipped: 'neutral' };
const columns = ['at', 'shop', 'what', 'status', 'done', 'took'] as const;

/** Every read of every stream, with what was said. */
export function SyncLogPanel({
  search,
  onChange,
}: {
  search: ShopSyncSearch;
  onChange: (change: Partial<Record<keyof ShopSyncSearch, unknown>>) => void;
}) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(syncLogQuery(search));
  const isFiltered = Boolean(search.stream ?? search.outcome ?? search.shopId);
  return (
    <Panel title={t('sync.log.title')} actions={<DownloadLink href={syncLogCsv(search)} label="CSV" />} isFlush>
      <div className="flex flex-wrap items-end gap-2 px-4 py-3">
        <FilterSelect
          label={t('sync.log.column.what')}
          value={search.stream ?? ''}
          onChange={(stream) => onChange({ stream })}
          options={{ '': t('sync.log.anyStream'), ...Object.fromEntries(syncStreams.map((one) => [one, t(`sync.stream.${one}`)])) }}
        />
        <FilterSelect
          label={t('sync.log.column.status')}
          value={search.outcome ?? ''}
          onChange={(outcome) => onChange({ outcome })}
          options={{ '': t('sync.log.anyStatus'), ...Object.fromEntries(syncOutcomes.map((one) => [one, t(`sync.log.status.${one}`)])) }}
        />
      </div>
      <PagedList query={query} empty={<p className="px-4 pb-4 text-soft">{t(isFiltered ? 'sync.log.emptyFiltered' : 'sync.log.empty')}</p>}>
        {(lines) => (
          <Table label={t('sync.log.title')}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <Th key={column}>{t(`sync.log.column.${column}`)}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <LogRow key={line.id} line={line} />
              ))}
            </tbody>
          </Table>
        )}
      </PagedList>
    </Panel>
  );
}

function LogRow({ line }: { line: SyncLogLine }) {
  const { t } = useTranslation();
  return (
    <tr>
      <Td className="whitespace-nowrap">{formatInstant(line.at)}</Td>
      <Td>
        {line.shopName} <span className="text-sm whitespace-nowrap text-soft">{line.platformTitle}</span>
      </Td>
      <Td className="whitespace-nowrap">
        {t(`sync.stream.${line.stream}`)}
        {line.runId !== null && <span className="block text-sm text-soft">{t('sync.log.byHand')}</span>}
      </Td>
      <Td className="min-w-52">
        <Badge tone={tones[line.status]}>{t(`sync.log.status.${line.status}`)}</Badge>
        {line.message && <p className="mt-1 text-sm break-words">{hubSays(line.message)}</p>}
        {line.rawError && (
          <details className="mt-1">
            <summary className="min-h-6 cursor-pointer text-sm text-soft">{t('sync.log.raw')}</summary>
            <p className="font-mono text-sm break-all">{line.rawError}</p>
          </details>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        {formatNumber(line.processed)}
        {line.failed > 0 && <span className="block text-sm text-bad">{t('shops.runs.failed', { count: line.failed })}</span>}
      </Td>
      <Td className="whitespace-nowrap">{formatDuration(line.durationMs)}</Td>
    </tr>
  );
}
