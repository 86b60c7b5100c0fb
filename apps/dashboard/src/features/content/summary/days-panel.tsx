import { useTranslation } from 'react-i18next';
import { type SummaryMeasure, summaryMeasures } from '../../../app/content-search.ts';
import type { Schemas } from '../../../lib/api.ts';
import { formatCompact, formatDay } from '../../../lib/format.ts';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Table, Td, Th } from '../../../ui/table.tsx';
import { ChartOrTable } from '../chart-or-table.tsx';
import { Known } from '../known.tsx';

/** All accounts day by day. */
export function DaysPanel({
  days,
  measure,
  onMeasure,
}: {
  days: Schemas['ContentSummary']['days'];
  measure: SummaryMeasure;
  onMeasure: (measure: SummaryMeasure) => void;
}) {
  const { t } = useTranslation();
  const values = days.map((day) => (day.accountsRead + day.accountsMissing === 0 ? null : day[measure]));
  return (
    <Panel title={t('contentSummary.days.title')}>
      {values.every((value) => value === null) ? (
        <p className="text-soft">{t('contentSummary.days.none')}</p>
      ) : (
        <ChartOrTable
          days={days.map(({ day }) => formatDay(day))}
          series={[{ key: measure, name: t(`contentSummary.days.${measure}`), values }]}
          format={formatCompact}
          controls={
            <FilterSelect
              label={t('contentSummary.days.measure')}
              value={measure}
              onChange={(value) => onMeasure(summaryMeasures.find((one) => one === value) ?? 'views')}
              options={Object.fromEntries(summaryMeasures.map((one) => [one, t(`contentSummary.days.${one}`)]))}
            />
          }
          table={
            <Table label={t('contentSummary.days.title')}>
              <thead>
                <tr>
                  <Th>{t('contentSummary.days.day')}</Th>
                  {(['accountsRead', ...summaryMeasures] as const).map((column) => (
                    <Th key={column} className="text-right">
                      {t(`contentSummary.days.${column}`)}
                    </Th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {days.toReversed().map((day) => (
                  <tr key={day.day}>
                    <Td className="whitespace-nowrap">{formatDay(day.day)}</Td>
                    <Td className="text-right">
                      <Known value={day.accountsRead} />
                    </Td>
                    <Td className="text-right">
                      <Known value={day.views} />
                    </Td>
                    <Td className="text-right">
                      <Known value={day.followersChange} as="change" />
                    </Td>
                    <Td className="text-right">
                      <Known value={day.accountsMissing} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          }
        />
      )}
    </Panel>
  );
}
