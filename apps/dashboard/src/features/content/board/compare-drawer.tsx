import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCompact, formatDay } from '../../../lib/format.ts';
import { Drawer } from '../../../ui/drawer.tsx';
import { FilterSelect } from '../../../ui/filter-controls.tsx';
import { Table, Td, Th } from '../../../ui/table.tsx';
import { accountName } from '../account-name.tsx';
import { ChartOrTable } from '../chart-or-table.tsx';
import type { BoardRow } from '../content-queries.ts';
import { Known } from '../known.tsx';
import { alignStrips, type CompareMeasure, compareMeasures } from './align-strips.ts';

const maxDrawn = 6;

/** Accounts side by side over the days of the board. */
export function CompareDrawer({ rows, onClose }: { rows: readonly BoardRow[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<CompareMeasure>('growth');
  const { days, series } = alignStrips(
    rows.flatMap((row) => (row.strip ? [{ key: row.id, name: accountName(row), strip: row.strip }] : [])),
    measure,
  );
  const dayNames = days.map((day) => formatDay(day));
  return (
    <Drawer
      isOpen
      isWide
      onClose={onClose}
      title={t('content.compare.title', { count: rows.length })}
      hint={t('content.compare.hint', { count: days.length })}
    >
      <ChartOrTable
        days={dayNames}
        series={series.slice(0, maxDrawn)}
        format={formatCompact}
        controls={
          <FilterSelect
            label={t('content.compare.measure')}
            value={measure}
            onChange={(value) => setMeasure(compareMeasures.find((one) => one === value) ?? 'growth')}
            options={Object.fromEntries(compareMeasures.map((one) => [one, t(`content.compare.${one}`)]))}
          />
        }
        table={
          <Table label={t(`content.compare.${measure}`)}>
            <thead>
              <tr>
                <Th>{t('content.compare.day')}</Th>
                {series.map(({ key, name }) => (
                  <Th key={key} className="text-right">
                    {name}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day, index) => (
                <tr key={day}>
                  <Td className="whitespace-nowrap">{dayNames[index]}</Td>
                  {series.map(({ key, values }) => (
                    <Td key={key} className="text-right">
                      <Known value={values[index]} />
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        }
      />
      {series.length > maxDrawn && <p className="text-sm text-soft">{t('content.compare.tooMany', { count: maxDrawn })}</p>}
    </Drawer>
  );
}
