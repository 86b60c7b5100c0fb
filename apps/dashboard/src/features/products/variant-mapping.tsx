import { Link } from '@tanstack/react-router';
import { Link2, Link2Off } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ComponentsDialog } from '../mapping/components-dialog.tsx';
import { useMappingDeeds } from '../mapping/use-mapping-deeds.ts';
import type { ListingVariant } from './product-queries.ts';

/** Which SKUs a variant is made of, and the way to change that. */
export function VariantMapping({ variant, name, isChangeable }: { variant: ListingVariant; name: string; isChangeable: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'one' | 'bundle'>();
  const { remove } = useMappingDeeds();
  const mappable = { variantId: variant.id, mappingVersion: variant.mappingVersion, name };
  const { mapping } = variant;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-lg bg-page px-3 py-2">
      {mapping ? (
        <p className="min-w-0">
          <span className="inline-flex flex-wrap items-center gap-x-1.5">
            <Link2 className="size-4 text-good" aria-hidden />
            {mapping.components.map(({ skuId, skuCode, quantity }) => (
              <Link key={skuId} to="/skus" search={{ sku: skuId }} className="inline-flex min-h-6 items-center font-medium underline">
                {quantity > 1 ? `${quantity} × ${skuCode}` : skuCode}
              </Link>
            ))}
            {mapping.isBundle && <Badge tone="info">{t('mapping.bundle')}</Badge>}
          </span>
          <span className="block text-sm text-soft">
            {t('products.canSell', { number: formatNumber(mapping.ats) })} · {t(`mapping.origin.${mapping.origin}`)}
          </span>
        </p>
      ) : (
        <p className="flex items-center gap-1.5 text-warn">
          <Link2Off className="size-4" aria-hidden /> {t('products.mapping.unmapped')}
        </p>
      )}
      {isChangeable && (
        <span className="flex flex-wrap gap-1.5">
          <Button
            size="small"
            aria-label={t(mapping ? 'mapping.changeFor' : 'mapping.chooseFor', { variant: name })}
            onClick={() => setOpen('one')}
          >
            {t(mapping ? 'mapping.change' : 'mapping.choose')}
          </Button>
          <Button size="small" aria-label={t('mapping.bundleFor', { variant: name })} onClick={() => setOpen('bundle')}>
            {t('mapping.bundle')}
          </Button>
          {mapping && (
            <Button
              size="small"
              look="ghost"
              aria-label={t('mapping.unlinkOf', { variant: name })}
              isBusy={remove.isPending}
              onClick={() => remove.mutate(mappable)}
            >
              {t('mapping.unlink')}
            </Button>
          )}
        </span>
      )}
      {open && (
        <ComponentsDialog
          variant={mappable}
          isBundle={open === 'bundle'}
          first={mapping?.components ?? []}
          firstText={mapping ? '' : variant.sellerCode}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
