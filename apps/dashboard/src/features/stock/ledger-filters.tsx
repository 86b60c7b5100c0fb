import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { actorKinds, type LedgerSearch, movementKinds } from '../../app/stock-search.ts';
import { FilterDate, FilterSelect } from '../../ui/filter-controls.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { SkuChip } from './sku-chip.tsx';
import { locationsQuery } from './stock-queries.ts';

/** Which movements: by text, kind, place, who made them, and when. */
export function LedgerFilters({
  search,
  onChange,
  searchRef,
}: {
  search: LedgerSearch;
  onChange: (change: Partial<Record<keyof LedgerSearch, unknown>>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const locations = useQuery(locationsQuery).data?.items ?? [];
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SearchBox
        label={t('stockMoves.search')}
        placeholder={t('stockMoves.searchPlaceholder')}
        text={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        inputRef={searchRef}
      />
      {search.skuId && <SkuChip skuId={search.skuId} onClear={() => onChange({ skuId: undefined })} />}
      <div className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap">
        <FilterSelect
          label={t('stock.kind')}
          value={search.kind ?? ''}
          onChange={(kind) => onChange({ kind })}
          options={{ '': t('stockMoves.anyKind'), ...Object.fromEntries(movementKinds.map((one) => [one, t(`stock.kinds.${one}`)])) }}
        />
        <FilterSelect
          label={t('stockMoves.by')}
          value={search.by ?? ''}
          onChange={(by) => onChange({ by })}
          options={{ '': t('stockMoves.anybody'), ...Object.fromEntries(actorKinds.map((one) => [one, t(`stockMoves.byKind.${one}`)])) }}
        />
        {locations.length > 1 && (
          <FilterSelect
            label={t('stockMoves.location')}
            value={search.locationId ?? ''}
            onChange={(locationId) => onChange({ locationId })}
            options={{ '': t('stockMoves.anyLocation'), ...Object.fromEntries(locations.map(({ id, name }) => [id, name])) }}
          />
        )}
        <FilterDate label={t('stockMoves.fromDay')} value={search.from ?? ''} onChange={(from) => onChange({ from })} />
        <FilterDate label={t('stockMoves.toDay')} value={search.to ?? ''} onChange={(to) => onChange({ to })} />
      </div>
    </div>
  );
}
