import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingSearch } from '../../app/catalog-search.ts';
import { FilterSelect } from '../../ui/filter-controls.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { listingCountsQuery, usePlatforms } from '../products/product-queries.ts';

/** Search and filters of the queue; everything stands in the address. */
export function QueueFilters({
  search,
  onChange,
  searchRef,
}: {
  search: MappingSearch;
  onChange: (change: Partial<Record<keyof MappingSearch, unknown>>) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(listingCountsQuery);
  const platforms = usePlatforms();
  const titleOf = (platform: string) => platforms.get(platform)?.title ?? platform;
  const shops = (counts?.shops ?? []).filter((shop) => !search.platform || shop.platform === search.platform);
  const markets = [...new Set(counts?.shops.map((shop) => shop.platform))];
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SearchBox
        label={t('mapping.search')}
        placeholder={t('mapping.searchPlaceholder')}
        text={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        inputRef={searchRef}
      />
      <FilterSelect
        label={t('products.filter.platform')}
        isLabelHidden
        value={search.platform ?? ''}
        onChange={(platform) => onChange({ platform, shopId: undefined })}
        options={{ '': t('products.filter.allPlatforms'), ...Object.fromEntries(markets.map((one) => [one, titleOf(one)])) }}
      />
      <FilterSelect
        label={t('products.filter.shop')}
        isLabelHidden
        value={search.shopId ?? ''}
        onChange={(shopId) => onChange({ shopId })}
        options={{
          '': t('products.filter.allShops'),
          ...Object.fromEntries(shops.map((shop) => [shop.shopId, `${shop.shopName} · ${titleOf(shop.platform)}`])),
        }}
      />
    </div>
  );
}
