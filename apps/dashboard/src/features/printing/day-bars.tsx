import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { currentLanguage } from '../../lib/words.ts';

type Day = Schemas['PrintStats']['days'][number];

const heightPx = 96;
const maxDays = 60;

/** Small bars, one a day; each also says its numbers, and the same numbers are there as a table. */
export function DayBars({ days }: { days: readonly Day[] }) {
  const { t } = useTranslation();
  const shown = days.toSorted((a, b) => a.day.localeCompare(b.day)).slice(-maxDays);
  const most = Math.max(1, ...shown.map(({ jobs }) => jobs));
  const px = (count: number) => (count === 0 ? 0 : Math.max(2, Math.round((count / most) * heightPx)));
  // A day of the answer is a date without a place: it is written as it is, whatever the time zone.
  const dayName = new Intl.DateTimeFormat(currentLanguage(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <div>
      <ol className="flex items-end gap-1" style={{ minHeight: heightPx + 24 }}>
        {shown.map((day, index) => {
          const trouble = day.failed + day.unknown;
          const rest = Math.max(0, day.jobs - day.confirmed - trouble);
          const name = dayName.format(new Date(`${day.day}T00:00:00Z`));
          const label = t('history.stats.dayLabel', { day: name, confirmed: formatNumber(day.confirmed), trouble, rest });
          return (
            <li key={day.day} title={label} className="flex max-w-10 min-w-0 flex-1 flex-col items-stretch justify-end">
              <span className="sr-only">{label}</span>
              <span aria-hidden className="rounded-t-sm bg-bad" style={{ height: px(trouble) }} />
              <span aria-hidden className="bg-line" style={{ height: px(rest) }} />
              <span aria-hidden className="bg-accent" style={{ height: px(day.confirmed) }} />
              <span aria-hidden className="h-5 pt-0.5 text-center text-xs whitespace-nowrap text-soft">
                {(shown.length - 1 - index) % Math.ceil(shown.length / 7) === 0 ? name : ''}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="mt-2 flex flex-wrap gap-x-4 text-sm text-soft" aria-hidden>
        <span className="inline-flex items-center gap-1.5">
          <span className="size-2.5 rounded-xs bg-accent" /> {t('history.stats.confirmed')}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span className="size-2.5 rounded-xs bg-bad" /> {t('history.stats.other')}
        </span>
      </p>
    </div>
  );
}
