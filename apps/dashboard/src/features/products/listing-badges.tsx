import { CircleAlert, Link2Off } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import type { Listing } from './product-queries.ts';

/** Whether buyers see it; below it the marketplace's own word is said. */
export function LiveBadge({ listing: { isGone, isLive, status } }: { listing: Pick<Listing, 'isGone' | 'isLive' | 'status'> }) {
  const { t } = useTranslation();
  if (isGone) return <Badge>{t('products.state.gone')}</Badge>;
  if (isLive === null) return <Badge>{status || t('products.state.unknown')}</Badge>;
  return isLive ? <Badge tone="good">{t('products.state.live')}</Badge> : <Badge tone="warn">{t('products.state.hidden')}</Badge>;
}

/** How many of its variants have a SKU. */
export function MappedBadge({ listing: { variantCount, mappedCount } }: { listing: Pick<Listing, 'variantCount' | 'mappedCount'> }) {
  const { t } = useTranslation();
  if (variantCount === 0) return <span className="text-faint">–</span>;
  if (mappedCount === variantCount) return <Badge tone="good">{t('products.mapping.mapped')}</Badge>;
  return (
    <Badge tone="warn">
      <Link2Off className="size-3.5" aria-hidden />{' '}
      {mappedCount === 0 ? t('products.mapping.unmapped') : t('products.mapping.some', { mapped: mappedCount, count: variantCount })}
    </Badge>
  );
}

export function ProblemBadge({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Badge tone="bad">
      <CircleAlert className="size-3.5" aria-hidden /> {t('products.problems', { count })}
    </Badge>
  );
}
