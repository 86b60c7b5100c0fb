import { Link } from '@tanstack/react-router';
import { SearchX, Tags } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProductSearch } from '../../app/catalog-search.ts';
import { useMay } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { countProductFilters } from './listing-filters.tsx';

/** Says why there is no product here, and what comes next. */
export function ProductsEmpty({ search, hasShops, onClear }: { search: ProductSearch; hasShops: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  const canConnect = useMay('shops:write');
  if (search.q || countProductFilters(search) > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('products.empty.filtered')}
        help={t('products.empty.filteredHelp')}
        action={<Button onClick={onClear}>{t('products.clearFilters')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Tags}
      title={t(hasShops ? 'products.empty.noProducts' : 'products.empty.noShops')}
      help={t(hasShops ? 'products.empty.noProductsHelp' : 'products.empty.noShopsHelp')}
      action={
        canConnect && (
          <Link to="/shops" className="font-medium text-accent underline">
            {t(hasShops ? 'products.empty.openShops' : 'products.empty.connect')}
          </Link>
        )
      }
    />
  );
}
