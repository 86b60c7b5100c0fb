import { useQuery } from '@tanstack/react-query';
import { ListFilter, X } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSearch } from '../../app/order-search.ts';
import { Button } from '../../ui/button.tsx';
import { DownloadLink } from '../../ui/download-link.tsx';
import { FilterDate, FilterSelect, FilterText } from '../../ui/filter-controls.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { shopNamesQuery } from './order-list-query.ts';
import { countFilters, csvAddress, sortOf } from './order-query.ts';

type Change = (change: Partial<Record<keyof OrderSearch, string | undefined>>) => void;

/** Search and filters; everything stands in the address, so that a filtered list is a bookmark. */
export function OrderFilters({
  search,
  onChange,
  onClear,
  searchRef,
}: {
  search: OrderSearch;
  onChange: Change;
  onClear: () => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const filters = countFilters(search);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          key={search.view}
          label={t('orders.search')}
          placeholder={t('orders.searchPlaceholder')}
          text={search.q ?? ''}
          onChange={(q) => onChange({ q })}
          inputRef={searchRef}
        />
        <Button aria-expanded={isOpen} aria-controls="order-filters" onClick={() => setOpen(!isOpen)}>
          <ListFilter className="size-4" aria-hidden /> {t('orders.filters')}
          {filters > 0 && <span className="rounded-md bg-accent px-1.5 text-sm text-accent-ink">{filters}</span>}
        </Button>
        <FilterSelect
          label={t('orders.sort')}
          value={sortOf(search)}
          onChange={(sort) => onChange({ sort })}
          options={{ placed: t('orders.sortPlaced'), ship_by: t('orders.sortShipBy') }}
          isLabelHidden
        />
        {filters > 0 && (
          <Button look="ghost" onClick={onClear}>
            <X className="size-4" aria-hidden /> {t('orders.clearFilters')}
          </Button>
        )}
        <DownloadLink href={csvAddress(search)} label={t('orders.csv')} className="ml-auto" />
      </div>
      {(isOpen || filters > 0) && <MoreFilters search={search} onChange={onChange} />}
    </div>
  );
}

function MoreFilters({ search, onChange }: { search: OrderSearch; onChange: Change }) {
  const { t } = useTranslation();
  const { data: shops } = useQuery(shopNamesQuery);
  return (
    <div id="order-filters" className="grid grid-cols-2 gap-2 rounded-xl border border-line bg-panel p-3 sm:grid-cols-3 lg:grid-cols-7">
      <FilterSelect
        label={t('orders.shop')}
        value={search.shopId ?? ''}
        onChange={(shopId) => onChange({ shopId })}
        options={{ '': t('orders.allShops'), ...Object.fromEntries((shops?.items ?? []).map((shop) => [shop.id, shop.name])) }}
      />
      <FilterText
        key={search.sku}
        label={t('orders.sku')}
        value={search.sku ?? ''}
        placeholder={t('orders.skuPlaceholder')}
        onChange={(sku) => onChange({ sku })}
      />
      <FilterSelect
        label={t('orders.due')}
        value={search.due ?? ''}
        onChange={(due) => onChange({ due })}
        options={{ '': t('orders.dueAny'), late: t('orders.dueLate'), soon: t('orders.dueSoon') }}
      />
      <FilterSelect
        label={t('orders.printed')}
        value={search.isPrinted ?? ''}
        onChange={(isPrinted) => onChange({ isPrinted })}
        options={{ '': t('orders.printedAny'), true: t('orders.printedYes'), false: t('orders.printedNo') }}
      />
      <FilterSelect
        label={t('orders.stock')}
        value={search.hasShortfall ?? ''}
        onChange={(hasShortfall) => onChange({ hasShortfall })}
        options={{ '': t('orders.stockAny'), true: t('orders.stockShort') }}
      />
      <FilterDate label={t('orders.placedFrom')} value={search.placedFrom ?? ''} onChange={(placedFrom) => onChange({ placedFrom })} />
      <FilterDate label={t('orders.placedTo')} value={search.placedTo ?? ''} onChange={(placedTo) => onChange({ placedTo })} />
    </div>
  );
}
