import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type SyncSearch, syncJobs, syncResults } from '../../../app/content-search.ts';
import { Button } from '../../../ui/button.tsx';
import { DownloadLink } from '../../../ui/download-link.tsx';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { PagedList } from '../../../ui/paged-list.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { LogTable } from './log-table.tsx';
import { logCsv, syncLogQuery } from './sync-queries.ts';

/** Every reading, with what it said. */
export function LogPanel({
  search,
  onChange,
}: {
  search: SyncSearch;
  onChange: (change: Partial<Record<keyof SyncSearch, unknown>>) => void;
}) {
  const { t } = useTranslation();
  const { job, result, accountId } = search;
  const filter = { ...(job ? { job } : {}), ...(result ? { result } : {}), ...(accountId ? { accountId } : {}) };
  const query = useInfiniteQuery(syncLogQuery(filter));
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Panel title={t('contentSync.log.title')} actions={<DownloadLink href={logCsv(filter)} label={t('contentSync.log.csv')} />} isFlush>
      <div className="flex flex-wrap items-end gap-2 px-4 py-3">
        <FilterSelect
          label={t('contentSync.log.job')}
          value={job ?? ''}
          onChange={(next) => onChange({ job: next })}
          options={{ '': t('contentSync.log.anyJob'), ...Object.fromEntries(syncJobs.map((one) => [one, t(`contentSync.job.${one}`)])) }}
        />
        <FilterSelect
          label={t('contentSync.log.status')}
          value={result ?? ''}
          onChange={(next) => onChange({ result: next })}
          options={{
            '': t('contentSync.log.anyStatus'),
            ...Object.fromEntries(syncResults.map((one) => [one, t(`contentSync.log.statuses.${one}`)])),
          }}
        />
        {isFiltered && (
          <Button look="ghost" onClick={() => onChange({ job: undefined, result: undefined, accountId: undefined })}>
            {t('content.filters.clear')}
          </Button>
        )}
      </div>
      <PagedList
        query={query}
        empty={<p className="px-4 pb-4 text-soft">{t(isFiltered ? 'contentSync.log.emptyFiltered' : 'contentSync.log.empty')}</p>}
      >
        {(lines) => <LogTable lines={lines} />}
      </PagedList>
    </Panel>
  );
}
