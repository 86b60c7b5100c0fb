import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { contentStatuses, type OutletSearch } from '../../../app/content-search.ts';
import type { Schemas } from '../../../lib/api.ts';
import { formatNumber } from '../../../lib/format.ts';
import { DownloadLink } from '../../../ui/download-link.tsx';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import { outletsCsv } from './outlet-queries.ts';

const archived = 'archived';

/** Search, status with how many there are of each, and group. */
export function OutletFilters({
  search,
  summary,
  onChange,
  searchRef,
}: {
  search: OutletSearch;
  summary: Schemas['OutletSummary'] | undefined;
  onChange: (change: Partial<Record<keyof OutletSearch, unknown>>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const counted = (label: string, count: number | undefined) => (count === undefined ? label : `${label} (${formatNumber(count)})`);
  const groups = summary?.groups.filter(({ name }) => name !== '') ?? [];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox
        label={t('outlets.search')}
        placeholder={t('outlets.searchPlaceholder')}
        text={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        inputRef={searchRef}
      />
      <FilterSelect
        label={t('content.filters.status')}
        isLabelHidden
        value={search.archived ? archived : (search.status ?? '')}
        onChange={(status) => onChange(status === archived ? { status: undefined, archived: true } : { status, archived: undefined })}
        options={{
          '': counted(t('outlets.allStatuses'), summary?.total),
          ...Object.fromEntries(
            contentStatuses.map((status) => [status, counted(t(`content.status.${status}`), summary && (summary.statuses[status] ?? 0))]),
          ),
          [archived]: counted(t('outlets.archived'), summary?.archived),
        }}
      />
      {(groups.length > 0 || search.group !== undefined) && (
        <FilterSelect
          label={t('outlets.group')}
          isLabelHidden
          value={search.group ?? ''}
          onChange={(group) => onChange({ group })}
          options={{
            '': t('outlets.anyGroup'),
            ...Object.fromEntries(groups.map(({ name, outlets }) => [name, counted(name, outlets)])),
          }}
        />
      )}
      <DownloadLink href={outletsCsv(search)} label={t('outlets.csv')} className="ml-auto" />
    </div>
  );
}
