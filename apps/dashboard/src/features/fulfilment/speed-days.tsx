import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/query-state.tsx';
import type { FulfilmentSpeed } from './speed-query.ts';
import { SpeedTable } from './speed-table.tsx';
import { hours } from './speed-words.ts';

// The library of charts comes with the first chart.
const LineChart = lazy(async () => ({ default: (await import('../../ui/line-chart.tsx')).LineChart }));

/** Time to ship by day, as lines or as the same numbers in a table; the table is there for screen readers in any case. */
export function SpeedDays({ days }: { days: FulfilmentSpeed['days'] }) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  const table = (
    <SpeedTable
      label={t('fulfilment.byDay')}
      first={t('fulfilment.day')}
      parts={days.map((one) => ({ ...one, key: one.day, name: formatDay(one.day) }))}
    />
  );
  return (
    <Panel
      title={t('fulfilment.byDay')}
      isFlush={isTable}
      actions={
        <Button size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t(isTable ? 'fulfilment.asChart' : 'fulfilment.asTable')}
        </Button>
      }
    >
      {isTable ? (
        <div className="max-h-96 overflow-auto">{table}</div>
      ) : (
        <>
          <Suspense fallback={<Skeleton label={t('shell.loading')} rows={4} />}>
            <LineChart
              days={days.map(({ day }) => formatDay(day))}
              series={[
                { key: 'p50', name: t('fulfilment.half'), values: days.map(({ hoursP50 }) => hoursP50) },
                { key: 'p95', name: t('fulfilment.most'), values: days.map(({ hoursP95 }) => hoursP95) },
              ]}
              format={(value) => hours(t, value)}
            />
          </Suspense>
          <div className="sr-only">{table}</div>
        </>
      )}
    </Panel>
  );
}
