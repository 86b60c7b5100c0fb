import { X } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { type BoardSearch, boardSorts, contentStatuses } from '../../../app/content-search.ts';
import { Button } from '../../../ui/button.tsx';
import { DownloadLink } from '../../../ui/download-link.tsx';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import { CompareBox } from '../compare-box.tsx';
import { boardCsv } from '../content-queries.ts';
import { GroupFilter } from '../group-filter.tsx';
import { PeriodSelect } from '../period-select.tsx';
import { isFiltered, sortOf } from './board-sort.ts';

export type BoardChange = (change: Partial<Record<keyof BoardSearch, unknown>>) => void;

/** Search, filters and period; everything stands in the address. */
export function BoardFilters({
  search,
  onChange,
  onClear,
  searchRef,
}: {
  search: BoardSearch;
  onChange: BoardChange;
  onClear: () => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SearchBox
        label={t('content.filters.search')}
        placeholder={t('content.filters.searchPlaceholder')}
        text={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        inputRef={searchRef}
      />
      <FilterSelect
        label={t('content.filters.status')}
        isLabelHidden
        value={search.status ?? ''}
        onChange={(status) => onChange({ status })}
        options={{
          '': t('content.filters.anyStatus'),
          ...Object.fromEntries(contentStatuses.map((status) => [status, t(`content.status.${status}`)])),
        }}
      />
      <GroupFilter group={search.group} onChange={(group) => onChange({ group })} />
      <PeriodSelect period={search} onChange={onChange} />
      <CompareBox isCompared={search.compare ?? false} onChange={(compare) => onChange({ compare })} />
      {isFiltered(search) && (
        <Button look="ghost" onClick={onClear}>
          <X className="size-4" aria-hidden /> {t('content.filters.clear')}
        </Button>
      )}
      <DownloadLink href={boardCsv(search)} label={t('content.filters.csv')} className="ml-auto" />
    </div>
  );
}

/** The order, and what the days are shaded by. */
export function BoardOrder({ search, onChange }: { search: BoardSearch; onChange: BoardChange }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-2">
      <FilterSelect
        label={t('content.filters.sort')}
        isLabelHidden
        value={sortOf(search).sort}
        onChange={(sort) => onChange({ sort, order: undefined })}
        options={Object.fromEntries(boardSorts.map((sort) => [sort, `${t('content.filters.sort')}: ${t(`content.columns.${sort}`)}`]))}
      />
      <FilterSelect
        label={t('content.filters.shade')}
        isLabelHidden
        value={search.shade ?? ''}
        onChange={(shade) => onChange({ shade })}
        options={{
          '': `${t('content.filters.shade')}: ${t('content.filters.shadeViews')}`,
          followers: `${t('content.filters.shade')}: ${t('content.filters.shadeFollowers')}`,
        }}
      />
    </div>
  );
}
