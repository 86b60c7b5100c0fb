import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { type SkuSearch, skuStates, skuStockStates } from '../../app/catalog-search.ts';
import { DownloadLink } from '../../ui/download-link.tsx';
import { FilterSelect } from '../../ui/filter-controls.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { skusCsv } from './sku-queries.ts';

/** Search and filters of the SKUs; everything stands in the address. */
export function SkuFilters({
  search,
  onChange,
  searchRef,
}: {
  search: SkuSearch;
  onChange: (change: Partial<Record<keyof SkuSearch, unknown>>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox
        label={t('skus.search')}
        placeholder={t('skus.searchPlaceholder')}
        text={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        inputRef={searchRef}
      />
      <FilterSelect
        label={t('skus.filter.state')}
        isLabelHidden
        value={search.state ?? 'active'}
        onChange={(state) => onChange({ state: state === 'active' ? undefined : state })}
        options={Object.fromEntries(skuStates.map((state) => [state, t(`skus.filter.${state}`)]))}
      />
      <FilterSelect
        label={t('skus.filter.stock')}
        isLabelHidden
        value={search.stock ?? ''}
        onChange={(stock) => onChange({ stock })}
        options={{
          '': t('skus.filter.anyStock'),
          ...Object.fromEntries(skuStockStates.map((state) => [state, t(`skus.filter.${state}`)])),
        }}
      />
      <FilterSelect
        label={t('skus.filter.mapped')}
        isLabelHidden
        value={search.isMapped ?? ''}
        onChange={(isMapped) => onChange({ isMapped })}
        options={{ '': t('skus.filter.anyMapped'), true: t('skus.filter.isMapped'), false: t('skus.filter.isNotMapped') }}
      />
      <DownloadLink href={skusCsv(search)} label={t('skus.export')} className="ml-auto" />
    </div>
  );
}
