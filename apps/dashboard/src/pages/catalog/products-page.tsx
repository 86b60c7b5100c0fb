import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductSearch } from '../../app/catalog-search.ts';
import { useMay } from '../../app/session.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { ListingDrawer } from '../../features/products/listing-drawer.tsx';
import { ListingFilters, productFilters } from '../../features/products/listing-filters.tsx';
import { ListingGrid } from '../../features/products/listing-grid.tsx';
import { listingCountsQuery, listingsQuery } from '../../features/products/product-queries.ts';
import { ProductTabs } from '../../features/products/product-tabs.tsx';
import { ProductsEmpty } from '../../features/products/products-empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';

/** The product pages of all shops: what buyers see, what was published, what has a SKU. */
export function ProductsPage() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const search = useSearch({ from: '/shell/products' });
  const navigate = useNavigate({ from: '/products' });
  const searchRef = useRef<HTMLInputElement>(null);
  const { listing: openId, ...filters } = search;
  const query = useInfiniteQuery(listingsQuery(filters));
  const { data: counts } = useQuery(listingCountsQuery);
  const [active, setActive] = useState<number>();
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = useCallback(
    (next: Partial<Record<keyof ProductSearch, unknown>>) => {
      if (!('listing' in next)) setActive(undefined);
      void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: 'q' in next, resetScroll: false });
    },
    [navigate],
  );
  const clear = () => change({ q: undefined, ...Object.fromEntries(productFilters.map((key) => [key, undefined])) });
  const step = (by: number) => setActive((before) => Math.min(Math.max((before ?? (by > 0 ? -1 : 1)) + by, 0), rows.length - 1));
  const activeRow = active === undefined ? undefined : rows[active];
  useListKeys({
    '/': () => searchRef.current?.select(),
    j: () => step(1),
    k: () => step(-1),
    enter: () => activeRow && change({ listing: activeRow.id }),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <Page
      title={t('products.title')}
      hint={t('products.hint')}
      actions={
        canWrite && (
          <Link
            to="/products/new"
            search={search.shopId ? { shopId: search.shopId } : {}}
            className="inline-flex h-9 items-center gap-1.5 rounded-lg bg-accent px-3.5 font-medium text-accent-ink hover:brightness-110"
          >
            <Plus className="size-4" aria-hidden /> {t('products.create')}
          </Link>
        )
      }
    >
      <ProductTabs current="list" />
      <ListingFilters search={search} onChange={change} onClear={clear} searchRef={searchRef} />
      {rows.length > 0 ? (
        <>
          <ListingGrid
            key={JSON.stringify(filters)}
            rows={rows}
            active={active}
            onActive={setActive}
            onOpen={(listing) => change({ listing: listing.id })}
            onNearEnd={readMore}
          />
          <p className="text-center text-sm text-soft">
            {hasNextPage ? t('products.loadingMore') : t('products.end', { count: rows.length })}
          </p>
        </>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>
            {() => <ProductsEmpty search={search} hasShops={(counts?.shops.length ?? 0) > 0} onClear={clear} />}
          </QueryState>
        </Panel>
      )}
      {openId && (
        <ListingDrawer
          listingId={openId}
          title={rows.find((row) => row.id === openId)?.title ?? ''}
          onClose={() => change({ listing: undefined })}
        />
      )}
    </Page>
  );
}
