import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDistance, formatMoney, formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { whyNot } from './platform-deeds.ts';
import { type ListingDetail, type ListingVariant, usePlatforms } from './product-queries.ts';
import { PublishedNumber } from './published-number.tsx';
import { VariantMapping } from './variant-mapping.tsx';
import { PriceDialog, StockDialog } from './variant-number-dialogs.tsx';

/** The buyable units of a listing: price, what buyers see, what was published, and what each is made of. */
export function VariantList({ listing, now }: { listing: ListingDetail; now: number }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className="mb-1.5 font-semibold">{t('products.variants', { count: listing.variants.length })}</h3>
      {listing.variants.length === 0 && <p className="text-soft">{t('products.noVariants')}</p>}
      <ul className="divide-y divide-line/70 rounded-xl border border-line">
        {listing.variants.map((variant) => (
          <VariantItem key={variant.id} listing={listing} variant={variant} now={now} />
        ))}
      </ul>
    </section>
  );
}

function VariantItem({ listing, variant, now }: { listing: ListingDetail; variant: ListingVariant; now: number }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const platform = usePlatforms().get(listing.platform);
  const [open, setOpen] = useState<'price' | 'stock'>();
  const isChangeable = canWrite && !variant.isGone && !listing.isGone;
  const name = variant.name || listing.title;
  const canPrice = isChangeable && variant.price !== null && whyNot(platform, 'price-write') === undefined;
  // The number of a mapped variant comes from its SKU.
  const canStock = isChangeable && variant.mapping === null && whyNot(platform, 'stock-write') === undefined;
  const close = () => setOpen(undefined);
  return (
    <li className="flex flex-col gap-2.5 px-3 py-3 sm:px-4">
      <div className="flex items-start gap-3">
        <Thumbnail url={variant.pictureUrl ?? listing.pictureUrl} />
        <div className="min-w-0 flex-1 leading-tight">
          <p className="font-medium">{name}</p>
          <p className="text-sm break-words text-soft">
            {[variant.sellerCode, variant.barcode].filter(Boolean).join(' · ') || t('products.noCode')}
          </p>
        </div>
        {variant.isGone && <Badge>{t('products.state.gone')}</Badge>}
        {variant.waitingUnits > 0 && <Badge tone="warn">{t('products.waiting', { count: variant.waitingUnits })}</Badge>}
      </div>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <div>
          <dt className="text-sm text-soft">{t('products.columns.price')}</dt>
          <dd>{variant.price ? formatMoney(variant.price) : '–'}</dd>
          {canPrice && (
            <dd className="mt-1">
              <Button size="small" aria-label={t('products.price.of', { variant: name })} onClick={() => setOpen('price')}>
                {t('products.price.change')}
              </Button>
            </dd>
          )}
        </div>
        <div>
          <dt className="text-sm text-soft">{t('products.columns.shown')}</dt>
          <dd className="leading-tight">
            {variant.seenQuantity === null ? '–' : formatNumber(variant.seenQuantity)}
            {variant.seenAt && <span className="block text-sm text-soft">{formatDistance(variant.seenAt, now)}</span>}
          </dd>
          {canStock && (
            <dd className="mt-1">
              <Button size="small" aria-label={t('products.stock.of', { variant: name })} onClick={() => setOpen('stock')}>
                {t('products.stock.change')}
              </Button>
            </dd>
          )}
        </div>
        <div className="col-span-2">
          <dt className="text-sm text-soft">{t('products.columns.published')}</dt>
          <dd>
            <PublishedNumber quantity={variant.publishedQuantity} at={variant.publishedAt} problem={variant.publishProblem} now={now} />
          </dd>
        </div>
      </dl>
      <VariantMapping variant={variant} name={name} isChangeable={isChangeable} />
      {open === 'price' && <PriceDialog listing={listing} variant={variant} name={name} onClose={close} />}
      {open === 'stock' && <StockDialog listing={listing} variant={variant} name={name} onClose={close} />}
    </li>
  );
}
