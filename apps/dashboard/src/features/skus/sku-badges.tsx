import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Sku } from './sku-queries.ts';

/** Whatever a person should see at once: put away, short, low, in no listing. */
export function SkuBadges({ sku }: { sku: Sku }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-1">
      {sku.isArchived && <Badge>{t('skus.badge.archived')}</Badge>}
      {sku.shortfall > 0 && <Badge tone="bad">{t('skus.badge.short', { number: formatNumber(sku.shortfall) })}</Badge>}
      {sku.isLow && !sku.isArchived && <Badge tone="warn">{t('skus.badge.low')}</Badge>}
      {sku.variants === 0 && !sku.isArchived && <Badge tone="warn">{t('skus.badge.unlisted')}</Badge>}
    </span>
  );
}
