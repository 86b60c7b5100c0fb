import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type HistorySearch, printStates } from '../../app/history-search.ts';
import { Button } from '../../ui/button.tsx';
import { FilterDate, FilterSelect, FilterText } from '../../ui/filter-controls.tsx';
import { printersQuery } from './print-queries.ts';

interface Props {
  search: HistorySearch;
  onChange: (change: Partial<Record<keyof HistorySearch, string | undefined>>) => void;
  onClear: () => void;
}

export function HistoryFilters({ search, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(printersQuery);
  const printers = Object.fromEntries(data?.items.map(({ id, name }) => [id, name]) ?? []);
  const states = Object.fromEntries(printStates.map((state) => [state, t(`printing.state.${state}`)]));
  return (
    <search className="grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-[1.5fr_1fr_1fr_auto_auto_1fr_auto]">
      {/* A search that was cleared elsewhere is cleared here too. */}
      <FilterText
        key={search.q ?? ''}
        label={t('shell.search')}
        value={search.q ?? ''}
        placeholder={t('history.search')}
        onChange={(q) => onChange({ q })}
      />
      <FilterSelect
        label={t('history.printer')}
        value={search.printerId ?? ''}
        options={{ '': t('history.allPrinters'), ...printers }}
        onChange={(printerId) => onChange({ printerId })}
      />
      <FilterSelect
        label={t('history.state')}
        value={search.state ?? ''}
        options={{ '': t('history.allStates'), ...states }}
        onChange={(state) => onChange({ state })}
      />
      <FilterDate label={t('history.from')} value={search.from ?? ''} onChange={(from) => onChange({ from })} />
      <FilterDate label={t('history.to')} value={search.to ?? ''} onChange={(to) => onChange({ to })} />
      <FilterSelect
        label={t('history.reprints')}
        value={search.isReprint ?? ''}
        options={{ '': t('history.reprintsBoth'), true: t('history.reprintsOnly'), false: t('history.reprintsNone') }}
        onChange={(isReprint) => onChange({ isReprint })}
      />
      {Object.keys(search).length > 0 && <Button onClick={onClear}>{t('history.clear')}</Button>}
    </search>
  );
}
