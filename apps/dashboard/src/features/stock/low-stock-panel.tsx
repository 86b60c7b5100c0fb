import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TrendingDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useCover } from './sku-figures.tsx';
import { lowStockQuery } from './stock-queries.ts';

/** What runs out, soonest first, and who takes care of it. Nothing at all when there is none. */
export function LowStockPanel() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const cover = useCover();
  const query = useInfiniteQuery(lowStockQuery);
  const low = query.data?.pages.flatMap((page) => page.items) ?? [];
  const acknowledge = useAction((skuIds: string[]) => read(api.POST('/api/stock/low/acknowledge', { body: { skuIds } })), {
    stale: [['stock', 'low']],
    said: t('stockDetail.lowStock.done'),
  });
  if (query.error && !query.data) {
    return (
      <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 font-medium text-bad">
        {t('stockDetail.lowStock.title')}: {query.error.message}
      </p>
    );
  }
  if (low.length === 0) return null;
  const waiting = low.filter(({ isAcknowledged }) => !isAcknowledged).map(({ skuId }) => skuId);
  return (
    <Panel
      isFlush
      title={
        <span className="flex items-center gap-2">
          <TrendingDown className="size-4.5 text-warn" aria-hidden /> {t('stockDetail.lowStock.title')}
        </span>
      }
      actions={
        canWrite &&
        waiting.length > 1 && (
          <Button size="small" isBusy={acknowledge.isPending} onClick={() => acknowledge.mutate(waiting.slice(0, 200))}>
            {t('stockDetail.lowStock.all')}
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line/70">
        {low.map((one) => (
          <li key={one.skuId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <Link
              to="/stock"
              search={(before) => ({ ...before, sku: one.skuId })}
              resetScroll={false}
              className="inline-flex min-h-6 items-center font-medium hover:text-accent hover:underline"
            >
              {one.code}
            </Link>
            <Badge tone={one.ats <= 0 ? 'bad' : 'warn'}>
              {t('stockDetail.lowStock.left', { count: one.ats, shown: formatNumber(one.ats) })}
            </Badge>
            <span className="text-sm text-soft">
              {t('stockDetail.lowStock.threshold', { count: one.lowStockAt })}
              {one.daysOfCover !== null && ` · ${t('stockDetail.coverLasts', { time: cover(one.daysOfCover) })}`}
              {` · ${t('stock.since', { when: formatDistance(one.since) })}`}
            </span>
            <span className="ml-auto">
              {one.isAcknowledged ? (
                <Badge>{t('stockDetail.lowStock.acknowledged')}</Badge>
              ) : (
                canWrite && (
                  <Button
                    size="small"
                    look="ghost"
                    isBusy={acknowledge.isPending}
                    onClick={() => acknowledge.mutate([one.skuId])}
                    aria-label={t('stockDetail.lowStock.acknowledgeOf', { code: one.code })}
                  >
                    {t('stockDetail.lowStock.acknowledge')}
                  </Button>
                )
              )}
            </span>
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </Panel>
  );
}
