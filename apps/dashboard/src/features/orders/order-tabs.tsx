import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type OrderSearch, orderViews } from '../../app/order-search.ts';
import { formatNumber } from '../../lib/format.ts';
import { classes } from '../../ui/classes.ts';
import { orderCountsQuery } from './order-list-query.ts';

/** Where the work stands, with how many orders are there under the same filters. */
export function OrderTabs({ search }: { search: OrderSearch }) {
  const { t } = useTranslation();
  const { data } = useQuery(orderCountsQuery(search));
  const current = search.view ?? 'all';
  return (
    <nav aria-label={t('orders.tabs')} className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1 border-b border-line">
        {orderViews.map((view) => {
          const count = data?.counts[view];
          const isCurrent = view === current;
          return (
            <li key={view}>
              <Link
                to="/orders"
                search={{ ...search, view }}
                aria-current={isCurrent ? 'page' : undefined}
                className={classes(
                  '-mb-px flex h-10 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap',
                  isCurrent ? 'border-accent font-semibold text-accent' : 'border-transparent text-soft hover:text-ink',
                )}
              >
                {t(`orders.views.${view}`)}
                {count !== undefined && (
                  <span
                    className={classes(
                      'rounded-md px-1.5 text-sm font-medium',
                      view === 'attention' && count > 0
                        ? 'bg-warn-wash text-warn'
                        : isCurrent
                          ? 'bg-accent-wash text-accent'
                          : 'bg-line/60 text-soft',
                    )}
                  >
                    {formatNumber(count)}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
