import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDistance, formatNumber } from '../../../lib/format.ts';
import { hubSays } from '../../../lib/hub-says.ts';
import { Badge } from '../../../ui/badge.tsx';
import { useNow } from '../../../ui/clock.ts';
import { usePlatformTitle } from '../../shops/platform-title.ts';
import type { Published } from '../stock-queries.ts';

/** One marketplace's number: what it accepted and when, what it shows, and what is wrong with it. */
export function PublishedRow({ skuId, variant, isGuaranteed }: { skuId: string; variant: Published; isGuaranteed: boolean }) {
  const { t } = useTranslation();
  const now = useNow(5_000);
  const titleOf = usePlatformTitle();
  const { publishedQuantity, publishedAt, seenQuantity, seenAt } = variant;
  const isDifferent = publishedQuantity !== null && seenQuantity !== null && publishedQuantity !== seenQuantity;
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p className="min-w-0 leading-tight">
          <span className="font-medium">{variant.shopName}</span> <span className="text-sm text-soft">{titleOf(variant.platform)}</span>
          <span className="block text-sm text-soft">{[variant.title, variant.variantName].filter(Boolean).join(' · ')}</span>
        </p>
        <span className="flex flex-wrap gap-1.5">
          {variant.isUnderWay && (
            <Badge tone="accent" isPulsing>
              {t('stockPublishing.underWay')}
            </Badge>
          )}
          {!variant.isPublishing && <Badge tone="warn">{t('stockPublishing.off')}</Badge>}
          {variant.problem && <Badge tone="bad">{t('stockPublishing.refused')}</Badge>}
        </span>
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
        <Fact
          label={t('stockPublishing.published')}
          value={number(publishedQuantity)}
          help={publishedAt && formatDistance(publishedAt, now)}
        />
        <Fact
          label={t('stockPublishing.seen')}
          value={<span className={isDifferent ? 'text-warn' : ''}>{number(seenQuantity)}</span>}
          help={seenAt && formatDistance(seenAt, now)}
        />
        {isGuaranteed && (
          <>
            <Fact label={t('stockPublishing.share')} value={number(variant.share)} help={t('stockPublishing.shareHelp')} />
            <Fact label={t('stockPublishing.bound')} value={number(variant.claimBound)} help={t('stockPublishing.boundHelp')} />
          </>
        )}
      </dl>
      {variant.problem && <p className="text-sm text-bad">{hubSays(variant.problem)}</p>}
      {!variant.isPublishing && (
        <p className="text-sm text-soft">
          {t('stockPublishing.offHelp')}{' '}
          <Link to="/shops" className="inline-flex min-h-6 items-center text-accent underline">
            {t('stockPublishing.toShops')}
          </Link>
        </p>
      )}
      {isDifferent && variant.isPublishing && (
        <p className="text-sm">
          <Link to="/stock/conflicts" search={{ skuId }} className="inline-flex min-h-6 items-center text-accent underline">
            {t('stockPublishing.toConflicts')}
          </Link>
        </p>
      )}
    </li>
  );
}

const number = (value: number | null) => (value === null ? '–' : formatNumber(value));

function Fact({ label, value, help }: { label: string; value: ReactNode; help: string | null }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="text-base font-semibold">{value}</dd>
      {help && <dd className="text-sm text-soft">{help}</dd>}
    </div>
  );
}
