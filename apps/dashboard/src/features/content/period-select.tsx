import { useTranslation } from 'react-i18next';
import { type PeriodSearch, periods, usualPeriod } from '../../app/content-search.ts';
import { FilterDate, FilterSelect } from '../../ui/filter-controls.tsx';

const chosen = 'chosen';
const dayMs = 86_400_000;
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Both ends, in their order. */
function between(one: string, other: string) {
  const [from = one, to = other] = [one, other].sort();
  return { days: undefined, from, to };
}

/** The last so many of each account's own days, up to its today, or days that are chosen. The usual period does not stand in the address. */
export function PeriodSelect({
  period,
  onChange,
}: {
  period: PeriodSearch;
  onChange: (change: Record<'days' | 'from' | 'to', unknown>) => void;
}) {
  const { t } = useTranslation();
  const { days = usualPeriod, from, to } = period;
  const isChosen = from !== undefined && to !== undefined;
  const choose = (value: string | undefined) => {
    if (value === chosen) return onChange({ days: undefined, from: toDay(Date.now() - (days - 1) * dayMs), to: toDay(Date.now()) });
    const known = periods.find((one) => String(one) === value);
    onChange({ days: known === usualPeriod ? undefined : known, from: undefined, to: undefined });
  };
  return (
    <>
      <FilterSelect
        label={t('content.filters.period')}
        isLabelHidden
        value={isChosen ? chosen : String(days)}
        onChange={choose}
        options={{
          ...Object.fromEntries(periods.map((one) => [String(one), t('content.filters.days', { count: one })])),
          [chosen]: t('content.filters.chosen'),
        }}
      />
      {isChosen && (
        <>
          <FilterDate label={t('content.filters.from')} value={from} onChange={(day) => day && onChange(between(day, to))} />
          <FilterDate label={t('content.filters.to')} value={to} onChange={(day) => day && onChange(between(from, day))} />
        </>
      )}
    </>
  );
}
