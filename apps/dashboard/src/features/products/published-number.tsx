import { useTranslation } from 'react-i18next';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';

/** What the marketplace last accepted from us, how long ago, and why it refused the newest number. */
export function PublishedNumber({
  quantity,
  at,
  problem = '',
  now,
}: {
  quantity: number | null;
  at: string | null;
  problem?: string;
  now: number;
}) {
  const { t } = useTranslation();
  return (
    <span className="block leading-tight">
      {quantity === null || at === null ? (
        <span className="text-soft">{t('products.notPublished')}</span>
      ) : (
        <>
          <span className="block">{formatNumber(quantity)}</span>
          <span className="block text-sm text-soft">{formatDistance(at, now)}</span>
        </>
      )}
      {problem && <span className="block text-sm text-bad">{hubSays(problem)}</span>}
    </span>
  );
}
