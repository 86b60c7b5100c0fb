import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDistance, formatInstant, formatNumber } from '../../lib/format.ts';
import type { Shop } from './shop-queries.ts';

/** What is known of a shop's connection: how long we may act, when it last spoke, and when each kind was read. */
export function ShopFacts({ shop, now }: { shop: Shop; now: number }) {
  const { t } = useTranslation();
  const facts: readonly [string, ReactNode][] = [
    [t('shops.facts.token'), <TokenText key="token" until={shop.refreshExpiresAt ?? shop.accessExpiresAt} now={now} />],
    [t('shops.facts.lastEvent'), shop.lastEventAt ? formatDistance(shop.lastEventAt, now) : t('shops.facts.never')],
    [
      t('shops.facts.openOrders'),
      <Link
        key="orders"
        to="/orders"
        search={{ shopId: shop.id }}
        className="inline-flex min-h-6 items-center font-medium text-accent underline"
      >
        {formatNumber(shop.openOrders)}
      </Link>,
    ],
    [t('shops.facts.connectedAt'), formatInstant(shop.connectedAt)],
  ];
  return (
    <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(10rem,auto)_1fr]">
      {facts.map(([label, value]) => (
        <div key={label} className="sm:contents">
          <dt className="text-sm text-soft sm:text-base">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function TokenText({ until, now }: { until: string | null; now: number }) {
  const { t } = useTranslation();
  if (until === null) return t('shops.facts.tokenForever');
  const distance = formatDistance(until, now);
  if (Date.parse(until) <= now) return <span className="font-medium text-bad">{t('shops.facts.tokenOver', { distance })}</span>;
  return t('shops.facts.tokenUntil', { when: formatInstant(until), distance });
}

export function SyncTable({ shop, now }: { shop: Shop; now: number }) {
  const { t } = useTranslation();
  const next = (at: string | null) => {
    if (at === null) return t('shops.sync.byHand');
    return Date.parse(at) <= now ? t('shops.sync.due') : formatDistance(at, now);
  };
  const head = 'pb-1 pr-3 text-left text-sm font-medium text-soft';
  return (
    <table className="w-full">
      <caption className="sr-only">{t('shops.sync.title')}</caption>
      <thead>
        <tr>
          <th scope="col" className={head}>
            {t('shops.sync.title')}
          </th>
          <th scope="col" className={head}>
            {t('shops.sync.last')}
          </th>
          <th scope="col" className={head}>
            {t('shops.sync.next')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shop.sync.map(({ kind, lastRunAt, lastStatus, nextRunAt }) => (
          <tr key={kind} className="align-top">
            <th scope="row" className="py-1 pr-3 text-left font-medium">
              {t(`shops.sync.kind.${kind}`)}
            </th>
            <td className="py-1 pr-3">
              {lastRunAt ? formatDistance(lastRunAt, now) : t('shops.sync.notYet')}
              {lastStatus !== '' && lastStatus !== 'succeeded' && <span className="block text-sm font-medium text-bad">{lastStatus}</span>}
              {lastStatus === 'succeeded' && <span className="text-sm text-good"> · {t('shops.sync.succeeded')}</span>}
            </td>
            <td className="py-1 text-soft">{next(nextRunAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
