import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistorySearch } from '../../app/history-search.ts';
import type { Schemas } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { DayBars } from './day-bars.tsx';
import { formatMs, formatRate } from './print-figures.ts';
import { statsQuery } from './print-queries.ts';
import { StatsTable } from './stats-table.tsx';

type Stats = Schemas['PrintStats'];

/** How well it prints: the share that was confirmed, how long it took, by printer and by day. */
export function StatsPanel({ search }: { search: HistorySearch }) {
  const { t } = useTranslation();
  const query = useQuery(statsQuery(search));
  const [isTable, setTable] = useState(false);
  const title = `${t('history.stats.title')} · ${t(search.from || search.to ? 'history.stats.chosen' : 'history.stats.twoWeeks')}`;
  return (
    <Panel
      title={title}
      actions={
        <Button size="small" onClick={() => setTable(!isTable)} aria-pressed={isTable}>
          {t(isTable ? 'history.stats.asBars' : 'history.stats.asTable')}
        </Button>
      }
    >
      <QueryState query={query}>
        {(stats) =>
          stats.total.jobs === 0 ? <p className="text-soft">{t('history.stats.none')}</p> : <Numbers stats={stats} isTable={isTable} />
        }
      </QueryState>
    </Panel>
  );
}

function Numbers({ stats, isTable }: { stats: Stats; isTable: boolean }) {
  const { t } = useTranslation();
  const { total, printers, days } = stats;
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid grid-cols-2 gap-4 md:grid-cols-4">
        <Figure label={t('history.stats.success')} value={formatRate(total.successRate)} help={t('history.stats.successHelp')} />
        <Figure label={t('history.stats.p50')} value={formatMs(total.p50Ms)} help={t('history.stats.timeHelp')} />
        <Figure label={t('history.stats.p95')} value={formatMs(total.p95Ms)} help={t('history.stats.timeHelp')} />
        <Figure
          label={t('history.stats.jobs')}
          value={formatNumber(total.jobs)}
          help={t('history.stats.trouble', { failed: formatNumber(total.failed), unknown: formatNumber(total.unknown) })}
        />
      </dl>
      <div className="grid gap-5 lg:grid-cols-2">
        <section className="min-w-0">
          <h3 className="mb-2 font-medium">{t('history.stats.perDay')}</h3>
          {isTable ? (
            <StatsTable
              label={t('history.stats.perDay')}
              first={t('history.stats.day')}
              rows={days.map((day) => ({ ...day, key: day.day, name: day.day }))}
            />
          ) : (
            <DayBars days={days} />
          )}
        </section>
        <section className="min-w-0">
          <h3 className="mb-2 font-medium">{t('history.stats.perPrinter')}</h3>
          <StatsTable
            label={t('history.stats.perPrinter')}
            first={t('history.printer')}
            rows={printers.map((printer) => ({ ...printer, key: printer.printerId, name: printer.printerName }))}
          />
        </section>
      </div>
    </div>
  );
}
