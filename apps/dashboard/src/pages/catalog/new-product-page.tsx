import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { NewProductForm } from '../../features/products/new/new-product-form.tsx';
import { whyNot } from '../../features/products/platform-deeds.ts';
import { usePlatforms } from '../../features/products/product-queries.ts';
import { shopsQuery } from '../../features/shops/shop-queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/field.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';

/** A new product at one of the marketplaces that let the hub make one. */
export function NewProductPage() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const { shopId } = useSearch({ from: '/shell/products/new' });
  const navigate = useNavigate({ from: '/products/new' });
  const query = useQuery(shopsQuery);
  const platforms = usePlatforms();
  return (
    <Page
      title={t('productForm.title')}
      hint={
        <Link to="/products" className="inline-flex min-h-6 items-center gap-1 underline hover:text-ink">
          <ArrowLeft className="size-4" aria-hidden /> {t('productForm.backToList')}
        </Link>
      }
    >
      {!canWrite ? (
        <NoPermission />
      ) : (
        <QueryState query={query}>
          {({ items }) => {
            const shops = items.filter(({ status }) => status !== 'disconnected');
            const able = shops.filter(({ platform }) => whyNot(platforms.get(platform), 'listing-create') === undefined);
            const shop = able.find(({ id }) => id === shopId) ?? able[0];
            const platform = shop && platforms.get(shop.platform);
            const reasons = new Map(
              shops.flatMap((one) => {
                const reason = whyNot(platforms.get(one.platform), 'listing-create');
                return reason === undefined ? [] : [[one.platformTitle, reason] as const];
              }),
            );
            return (
              <div className="flex max-w-4xl flex-col gap-4">
                <Panel title={t('productForm.where')}>
                  {shop ? (
                    <SelectField
                      label={t('productForm.shop')}
                      value={shop.id}
                      onChange={(event) => void navigate({ search: { shopId: event.target.value }, replace: true })}
                    >
                      {able.map(({ id, name, platformTitle }) => (
                        <option key={id} value={id}>
                          {name} · {platformTitle}
                        </option>
                      ))}
                    </SelectField>
                  ) : (
                    <EmptyState
                      icon={Store}
                      title={t('productForm.noShop')}
                      help={t('productForm.noShopHelp')}
                      action={
                        <Link to="/shops" className="font-medium text-accent underline">
                          {t('products.empty.connect')}
                        </Link>
                      }
                    />
                  )}
                  {reasons.size > 0 && (
                    <ul className="mt-3 text-sm text-soft">
                      {[...reasons].map(([title, reason]) => (
                        <li key={title}>
                          {title}: {reason}
                        </li>
                      ))}
                    </ul>
                  )}
                </Panel>
                {shop && platform && <NewProductForm key={shop.id} shop={shop} platform={platform} />}
              </div>
            );
          }}
        </QueryState>
      )}
    </Page>
  );
}
