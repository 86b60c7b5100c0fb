import { useTranslation } from 'react-i18next';
import { formatChange, formatDay, formatNumber } from '../../lib/format.ts';
import { classes } from '../../ui/classes.ts';
import type { DayState, Strip } from './content-queries.ts';

export type Shade = 'views' | 'followers';

/** How dark each day is, 0 to 4, against the account's own best day; null where nothing is known. */
export function shadesOf(values: readonly (number | null)[]): (number | null)[] {
  const most = Math.max(...values.map((value) => value ?? 0));
  return values.map((value) => {
    if (value === null) return null;
    return most <= 0 || value <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * 4));
  });
}

const looks: Readonly<Record<DayState, string>> = {
  read: '',
  late: 'day-late',
  missing: 'day-missing',
  waiting: 'day-waiting',
  none: 'day-none',
};

export function dayLook(state: DayState, shade: number | null): string {
  return classes('day', looks[state], (state === 'read' || state === 'late') && `day-${shade ?? 0}`);
}

/** An account's days side by side: dark where much was gained, hatched where nobody could read, a notch where it was read late. */
export function DayStrip({ strip, shade, className }: { strip: Strip; shade: Shade; className?: string }) {
  const { t } = useTranslation();
  const values = shade === 'views' ? strip.views : strip.followersChange;
  const shades = shadesOf(values);
  const count = (state: DayState) => strip.states.filter((one) => one === state).length;
  const label = t('content.strip.label', {
    count: strip.states.length,
    read: count('read') + count('late'),
    late: count('late'),
    missing: count('missing'),
  });
  const from = Date.parse(`${strip.from}T00:00:00Z`);
  return (
    <div role="img" aria-label={label} className={classes('flex h-6', strip.states.length > 45 ? 'gap-0' : 'gap-px', className)}>
      {strip.states.map((state, index) => {
        const date = new Date(from + index * 86_400_000).toISOString().slice(0, 10);
        const value = values[index] ?? null;
        const words = { day: formatDay(date), state: t(`content.strip.${state}`) };
        const title =
          value === null
            ? t('content.strip.dayOnly', words)
            : shade === 'views'
              ? t('content.strip.dayViews', { ...words, value: formatNumber(value) })
              : t('content.strip.dayFollowers', { ...words, value: formatChange(value) });
        return <span key={date} title={title} className={dayLook(state, shades[index] ?? null)} />;
      })}
    </div>
  );
}

/** What the looks of the days mean. */
export function StripLegend() {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('content.strip.legend')} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft">
      <li className="flex items-center gap-1.5">
        {t('content.strip.few')}
        <span className="flex gap-px" aria-hidden>
          {[0, 1, 2, 3, 4].map((shade) => (
            <span key={shade} className={`h-3.5 w-3 flex-none ${dayLook('read', shade)}`} />
          ))}
        </span>
        {t('content.strip.many')}
      </li>
      {(['late', 'missing', 'waiting', 'none'] as const).map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <span className={`h-3.5 w-3 flex-none ${dayLook(state, 2)}`} aria-hidden />
          {t(`content.strip.${state}`)}
        </li>
      ))}
    </ul>
  );
}
