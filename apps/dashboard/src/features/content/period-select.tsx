import { useTranslation } from 'react-i18next';
import { type Period, periods, usualPeriod } from '../../app/content-search.ts';
import { FilterSelect } from '../../ui/filter-controls.tsx';

/** How many of each account's own days, up to its today. The usual period does not stand in the address. */
export function PeriodSelect({ days, onChange }: { days: Period | undefined; onChange: (days: Period | undefined) => void }) {
  const { t } = useTranslation();
  const choose = (value: string | undefined) => {
    const chosen = periods.find((period) => String(period) === value);
    onChange(chosen === usualPeriod ? undefined : chosen);
  };
  return (
    <FilterSelect
      label={t('content.filters.period')}
      isLabelHidden
      value={String(days ?? usualPeriod)}
      onChange={choose}
      options={Object.fromEntries(periods.map((period) => [String(period), t('content.filters.days', { count: period })]))}
    />
  );
}
