import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { mappingStates, type ProductSearch } from '../../app/catalog-search.ts';
import { Button } from '../../ui/button.tsx';
import { FilterSelect } from '../../ui/filter-controls.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { listingCountsQuery, usePlatforms } from './product-queries.ts';

type Change = (change: Partial<Record<keyof ProductSearch, unknown>>) => void;
export const productFilters = ['shopId', 'platform', 'status', 'mapping', 'hasProblem', 'isGone'] as const;
export const countProductFilters = (search: ProductSearch): number => productFilters.filter((key) => search[key] !== undefined).length;

/** Search and filters of the products; everything stands in the address. */
export function ListingFilters({
  search,
  onChange,
  onClear,
  searchRef,
}: {
  search: ProductSearch;
  onChange: Change;
  onClear: () => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(listingCountsQuery);
  const platforms = usePlatforms();
  const shops = (counts?.shops ?? []).filter((shop) => !search.platform || shop.platform === search.platform);
  const titleOf = (platform: string) => platforms.get(platform)?.title ?? platform;
  const markets = [...new Set(counts?.shops.map((shop) => shop.platform))];
  const statuses = (counts?.statuses ?? []).filter((one) => !search.platform || one.platform === search.platform);
  const care = search.isGone ? 'gone' : search.hasProblem ? 'problem' : '';
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          label={t('products.search')}
          placeholder={t('products.searchPlaceholder')}
          text={search.q ?? ''}
          onChange={(q) => onChange({ q })}
          inputRef={searchRef}
        />
        {countProductFilters(search) > 0 && (
          <Button look="ghost" onClick={onClear}>
            <X className="size-4" aria-hidden /> {t('products.clearFilters')}
          </Button>
        )}
      </div>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
        <FilterSelect
          label={t('products.filter.platform')}
          value={search.platform ?? ''}
          onChange={(platform) => onChange({ platform, shopId: undefined, status: undefined })}
          options={{ '': t('products.filter.allPlatforms'), ...Object.fromEntries(markets.map((one) => [one, titleOf(one)])) }}
        />
        <FilterSelect
          label={t('products.filter.shop')}
          value={search.shopId ?? ''}
          onChange={(shopId) => onChange({ shopId })}
          options={{
            '': t('products.filter.allShops'),
            ...Object.fromEntries(shops.map((shop) => [shop.shopId, `${shop.shopName} · ${titleOf(shop.platform)}`])),
          }}
        />
        <FilterSelect
          label={t('products.filter.status')}
          value={search.status ?? ''}
          onChange={(status) => onChange({ status })}
          options={{ '': t('products.filter.anyStatus'), ...Object.fromEntries(statuses.map(({ status }) => [status, status])) }}
        />
        <FilterSelect
          label={t('products.filter.mapping')}
          value={search.mapping ?? ''}
          onChange={(mapping) => onChange({ mapping })}
          options={{
            '': t('products.filter.anyMapping'),
            ...Object.fromEntries(mappingStates.map((state) => [state, t(`products.mapping.${state}`)])),
          }}
        />
        <FilterSelect
          label={t('products.filter.care')}
          value={care}
          onChange={(chosen) =>
            onChange({ hasProblem: chosen === 'problem' ? true : undefined, isGone: chosen === 'gone' ? true : undefined })
          }
          options={{ '': t('products.filter.anyCare'), problem: t('products.filter.problem'), gone: t('products.filter.gone') }}
        />
      </div>
    </div>
  );
}
