import { TrendingDown, TrendingUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatChange, formatCompact, formatShare } from '../../lib/format.ts';

type Looks = 'count' | 'change' | 'share';
const formats: Readonly<Record<Looks, (value: number) => string>> = { count: formatCompact, change: formatChange, share: formatShare };

/** A number, or a dash that says "not known": never a zero that nobody saw. */
export function Known({ value, as = 'count' }: { value: number | null | undefined; as?: Looks }) {
  const { t } = useTranslation();
  if (value === null || value === undefined) {
    return (
      <span className="text-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">{t('content.unknown')}</span>
      </span>
    );
  }
  return <span title={String(value)}>{formats[as](value)}</span>;
}

/** How a number stands against the period before; the arrow and the words say it, the colour only helps. */
export function Against({ now, before, as = 'count' }: { now: number | null | undefined; before: number | null | undefined; as?: Looks }) {
  const { t } = useTranslation();
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const Icon = now < before ? TrendingDown : TrendingUp;
  return (
    <span className={`inline-flex items-center gap-1 ${now < before ? 'text-bad' : now > before ? 'text-good' : 'text-soft'}`}>
      {now !== before && <Icon className="size-3.5" aria-hidden />}
      {t('content.totals.before', { value: formats[as](before) })}
    </span>
  );
}
