import { useQuery } from '@tanstack/react-query';
import { Download, ListFilter, Search, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSearch } from '../../app/order-search.ts';
import { Button } from '../../ui/button.tsx';
import { FilterDate, FilterSelect, FilterText } from './filter-controls.tsx';
import { shopNamesQuery } from './order-list-query.ts';
import { countFilters, csvAddress, sortOf } from './order-query.ts';

type Change = (change: Partial<Record<keyof OrderSearch, string | undefined>>) => void;
const typingPauseMs = 250;

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
        <SearchBox key={search.view} text={search.q ?? ''} onChange={(q) => onChange({ q })} inputRef={searchRef} />
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
        <a
          href={csvAddress(search)}
          download
          className="ml-auto inline-flex h-9 items-center gap-1.5 rounded-lg px-2.5 font-medium text-soft hover:bg-page hover:text-ink"
        >
          <Download className="size-4" aria-hidden /> {t('orders.csv')}
        </a>
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

function SearchBox({
  text,
  onChange,
  inputRef,
}: {
  text: string;
  onChange: (text: string | undefined) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onChange(typed.trim() || undefined), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <div className="relative min-w-0 flex-[1_1_16rem] md:max-w-md">
      <Search className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" aria-hidden />
      <input
        ref={inputRef}
        type="search"
        aria-label={t('orders.search')}
        aria-keyshortcuts="/"
        placeholder={t('orders.searchPlaceholder')}
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-9 w-full rounded-lg border border-edge bg-panel pr-9 pl-9 placeholder:text-faint"
      />
      <kbd className="pointer-events-none absolute top-1/2 right-2.5 hidden -translate-y-1/2 rounded border border-line px-1.5 text-xs text-soft md:block">
        /
      </kbd>
    </div>
  );
}
