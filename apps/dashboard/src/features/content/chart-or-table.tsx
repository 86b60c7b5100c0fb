import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import type { Series } from '../../ui/line-chart.tsx';
import { Skeleton } from '../../ui/query-state.tsx';

// The library of charts comes with the first chart.
const LineChart = lazy(async () => ({ default: (await import('../../ui/line-chart.tsx')).LineChart }));

/** The lines, or the same numbers as a table; the table is there for screen readers in any case. */
export function ChartOrTable({
  days,
  series,
  format,
  controls,
  table,
}: {
  days: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  controls: ReactNode;
  table: ReactNode;
}) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-2">
        {controls}
        <Button size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t(isTable ? 'content.compare.asChart' : 'content.compare.asTable')}
        </Button>
      </div>
      {isTable ? (
        <div className="max-h-96 overflow-auto rounded-lg border border-line">{table}</div>
      ) : (
        <>
          <Suspense fallback={<Skeleton label={t('shell.loading')} rows={4} />}>
            <LineChart days={days} series={series} format={format} />
          </Suspense>
          <div className="sr-only">{table}</div>
        </>
      )}
    </div>
  );
}
