import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatMoney, formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { usePlatforms } from '../products/product-queries.ts';
import { PublishedNumber } from '../products/published-number.tsx';
import type { SkuUse } from './sku-queries.ts';

/** The variants that sell a SKU, each with what its marketplace shows and last accepted. */
export function SkuUses({ uses, now }: { uses: readonly SkuUse[]; now: number }) {
  const { t } = useTranslation();
  const platforms = usePlatforms();
  return (
    <section>
      <h3 className="mb-1.5 font-semibold">{t('skus.uses')}</h3>
      {uses.length === 0 && (
        <p className="text-soft">
          {t('skus.noUses')}{' '}
          <Link to="/products/mapping" className="font-medium text-accent underline">
            {t('skus.openMapping')}
          </Link>
        </p>
      )}
      <ul className="divide-y divide-line/70">
        {uses.map((use) => (
          <li key={use.variantId} className="flex flex-wrap items-start gap-3 py-2.5">
            <Thumbnail url={use.pictureUrl} />
            <div className="min-w-0 flex-[1_1_14rem] leading-tight">
              <Link
                to="/products"
                search={{ listing: use.listingId }}
                className="inline-block min-h-6 font-medium hover:text-accent hover:underline"
              >
                {[use.title, use.variantName].filter(Boolean).join(' · ')}
              </Link>
              <p className="text-sm text-soft">
                {[use.shopName, platforms.get(use.platform)?.title ?? use.platform, use.sellerCode].filter(Boolean).join(' · ')}
              </p>
              {(use.isBundle || use.quantity > 1) && (
                <p className="mt-1">
                  <Badge tone="info">{t('skus.perUnit', { count: use.quantity })}</Badge>
                </p>
              )}
            </div>
            <dl className="flex gap-5">
              <div>
                <dt className="text-sm text-soft">{t('products.columns.price')}</dt>
                <dd>{use.price ? formatMoney(use.price) : '–'}</dd>
              </div>
              <div>
                <dt className="text-sm text-soft">{t('products.columns.shown')}</dt>
                <dd>{use.seenQuantity === null ? '–' : formatNumber(use.seenQuantity)}</dd>
              </div>
              <div className="max-w-48">
                <dt className="text-sm text-soft">{t('products.columns.published')}</dt>
                <dd>
                  <PublishedNumber quantity={use.publishedQuantity} at={use.publishedAt} problem={use.publishProblem} now={now} />
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
