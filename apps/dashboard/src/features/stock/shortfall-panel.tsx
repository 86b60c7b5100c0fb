import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatDistance } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { shortfallsQuery } from './stock-queries.ts';

/** What was sold and is not there, oldest first. Nothing at all when there is none. */
export function ShortfallPanel() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(shortfallsQuery);
  const shortfalls = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.error && !query.data) {
    return (
      <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 font-medium text-bad">
        {t('stock.shortfalls')}: {query.error.message}
      </p>
    );
  }
  if (shortfalls.length === 0) return null;
  return (
    <Panel
      isFlush
      title={
        <span className="flex items-center gap-2">
          <CircleAlert className="size-4.5 text-bad" aria-hidden /> {t('stock.shortfalls')}
        </span>
      }
    >
      <p className="px-4 pt-3 text-soft">{t('stock.shortfallsHelp')}</p>
      <ul className="divide-y divide-line/70">
        {shortfalls.map((short) => (
          <li key={short.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <span className="font-medium">{short.skuCode}</span>
            <Badge tone="bad">{t('stock.shortfallQuantity', { count: short.quantity })}</Badge>
            {short.orderId ? (
              <Link
                to="/orders/$orderId"
                params={{ orderId: short.orderId }}
                className="inline-flex min-h-6 items-center text-accent underline"
              >
                {t('stock.shortfallOrder', { number: short.externalOrderId })}
              </Link>
            ) : (
              <span>{t(`stock.shortfallReason.${short.reason}`, { defaultValue: short.reason })}</span>
            )}
            <span className="ml-auto text-sm text-soft">{t('stock.since', { when: formatDistance(short.createdAt) })}</span>
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </Panel>
  );
}
