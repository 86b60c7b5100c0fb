import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { type StockSearch, stockStates } from '../../app/stock-search.ts';
import { FilterSelect } from '../../ui/filter-controls.tsx';
import { SearchBox } from '../../ui/search-box.tsx';

/** Search, how much there is, and whether a listing sells it. */
export function StockFilters({
  search,
  onChange,
  searchRef,
}: {
  search: StockSearch;
  onChange: (change: Partial<Record<keyof StockSearch, unknown>>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox
        label={t('stock.search')}
        placeholder={t('stock.searchPlaceholder')}
        text={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        inputRef={searchRef}
      />
      <div className="w-52">
        <FilterSelect
          label={t('stockDetail.filter.stock')}
          isLabelHidden
          value={search.stock ?? ''}
          onChange={(stock) => onChange({ stock })}
          options={{
            '': t('stockDetail.filter.anyStock'),
            ...Object.fromEntries(stockStates.map((state) => [state, t(`stockDetail.filter.${state}`)])),
          }}
        />
      </div>
      <div className="w-52">
        <FilterSelect
          label={t('stockDetail.filter.mapping')}
          isLabelHidden
          value={search.isMapped ?? ''}
          onChange={(isMapped) => onChange({ isMapped })}
          options={{
            '': t('stockDetail.filter.anyMapping'),
            true: t('stockDetail.filter.mapped'),
            false: t('stockDetail.filter.unmapped'),
          }}
        />
      </div>
    </div>
  );
}
