import { useTranslation } from 'react-i18next';
import { type GrowthMeasure, growthMeasures } from '../../../app/content-search.ts';
import { formatCompact, formatDay } from '../../../lib/format.ts';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Table, Td, Th } from '../../../ui/table.tsx';
import { ChartOrTable } from '../chart-or-table.tsx';
import type { AccountReport } from '../content-queries.ts';
import { dayLook } from '../day-strip.tsx';
import { Known } from '../known.tsx';
import { growthSeries } from './growth-series.ts';

/** How the account went day by day, as a line with gaps or as a table. */
export function GrowthPanel({
  account,
  measure,
  onMeasure,
}: {
  account: AccountReport;
  measure: GrowthMeasure;
  onMeasure: (measure: GrowthMeasure) => void;
}) {
  const { t } = useTranslation();
  const { days, now, before, missing } = growthSeries(account, measure);
  const isEmpty = now.every((value) => value === null);
  const series = [
    { key: 'now', name: t('contentAccount.growth.now'), values: now },
    ...(before ? [{ key: 'before', name: t('contentAccount.growth.before'), values: before, isFaint: true }] : []),
  ];
  return (
    <Panel title={t('contentAccount.growth.title')}>
      {isEmpty ? (
        <p className="text-soft">{t('contentAccount.growth.none')}</p>
      ) : (
        <ChartOrTable
          days={days.map((day) => formatDay(day))}
          series={series}
          format={formatCompact}
          controls={
            <FilterSelect
              label={t('contentAccount.growth.measure')}
              value={measure}
              onChange={(value) => onMeasure(growthMeasures.find((one) => one === value) ?? 'followers')}
              options={Object.fromEntries(growthMeasures.map((one) => [one, t(`contentAccount.growth.${one}`)]))}
            />
          }
          table={<DaysTable account={account} />}
        />
      )}
      {missing > 0 && <p className="mt-2 text-sm text-soft">{t('contentAccount.growth.gaps', { count: missing })}</p>}
    </Panel>
  );
}

function DaysTable({ account }: { account: AccountReport }) {
  const { t } = useTranslation();
  return (
    <Table label={t('contentAccount.growth.title')}>
      <thead>
        <tr>
          <Th>{t('contentAccount.growth.day')}</Th>
          <Th>{t('contentAccount.growth.state')}</Th>
          {(['followers', 'newFollowers', 'views', 'likes'] as const).map((column) => (
            <Th key={column} className="text-right">
              {t(`contentAccount.growth.${column}`)}
            </Th>
          ))}
          <Th className="text-right">{t('contentAccount.growth.total')}</Th>
        </tr>
      </thead>
      <tbody>
        {account.days.toReversed().map((day) => (
          <tr key={day.day}>
            <Td className="whitespace-nowrap">{formatDay(day.day)}</Td>
            <Td className="whitespace-nowrap">
              <span className="flex items-center gap-2">
                <span aria-hidden className={`h-3.5 w-3 flex-none ${dayLook(day.state, 2)}`} />
                {t(`content.strip.${day.state}`)}
              </span>
            </Td>
            <Td className="text-right">
              <Known value={day.followers} />
            </Td>
            <Td className="text-right">
              <Known value={day.followersChange} as="change" />
            </Td>
            <Td className="text-right">
              <Known value={day.gained?.views} />
            </Td>
            <Td className="text-right">
              <Known value={day.gained?.likes} />
            </Td>
            <Td className="text-right">
              <Known value={day.views} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
