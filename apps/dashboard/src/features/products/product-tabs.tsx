import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TabBar, tabLook } from '../../ui/section-tabs.tsx';
import { listingCountsQuery } from './product-queries.ts';

/** The parts of products: the list, and the variants that wait for a SKU. */
export function ProductTabs({ current }: { current: 'list' | 'mapping' | 'history' }) {
  const { t } = useTranslation();
  const { data } = useQuery(listingCountsQuery);
  const unmapped = data?.shops.reduce((sum, shop) => sum + shop.variants - shop.mappedVariants, 0) ?? 0;
  const state = (tab: typeof current) => ({
    'aria-current': tab === current ? ('page' as const) : undefined,
    className: tabLook(tab === current),
  });
  return (
    <TabBar label={t('products.tabs')}>
      <li>
        <Link to="/products" {...state('list')}>
          {t('products.tab.list')}
        </Link>
      </li>
      <li>
        <Link to="/products/mapping" {...state('mapping')}>
          {t('products.tab.mapping')}
          {unmapped > 0 && <span className="rounded-md bg-warn-wash px-1.5 text-sm font-medium text-warn">{unmapped}</span>}
        </Link>
      </li>
      <li>
        <Link to="/products/mapping" search={{ tab: 'history' }} {...state('history')}>
          {t('products.tab.history')}
        </Link>
      </li>
    </TabBar>
  );
}
