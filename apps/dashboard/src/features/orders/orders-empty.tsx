import { Link } from '@tanstack/react-router';
import { CheckCheck, Package, SearchX, Truck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderSearch, OrderView } from '../../app/order-search.ts';
import { useMay } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { countFilters } from './order-query.ts';

const icons: Partial<Record<OrderView, typeof Package>> = { attention: CheckCheck, to_ship: CheckCheck, on_the_way: Truck };

/** Says why there is nothing here, and what comes next. */
export function OrdersEmpty({ search, onClear }: { search: OrderSearch; onClear: () => void }) {
  const { t } = useTranslation();
  const canConnect = useMay('shops:write');
  const view = search.view ?? 'all';
  if (search.q || countFilters(search) > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('orders.empty.filtered')}
        help={t('orders.empty.filteredHelp')}
        action={<Button onClick={onClear}>{t('orders.clearFilters')}</Button>}
      />
    );
  }
  const link = 'font-medium text-accent underline';
  return (
    <EmptyState
      icon={icons[view] ?? Package}
      title={t(`orders.empty.${view}`)}
      help={t(`orders.empty.${view}Help`)}
      action={
        view !== 'all' ? (
          <Link to="/orders" className={link}>
            {t('orders.empty.showAll')}
          </Link>
        ) : (
          canConnect && (
            <Link to="/shops" className={link}>
              {t('orders.empty.connectShop')}
            </Link>
          )
        )
      }
    />
  );
}
