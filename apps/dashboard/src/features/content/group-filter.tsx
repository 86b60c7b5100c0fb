import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FilterSelect } from '../../ui/filter-controls.tsx';
import { outletSummaryQuery } from './outlets/outlet-queries.ts';

/** The group of the outlets; nothing to choose while there is none. */
export function GroupFilter({ group, onChange }: { group: string | undefined; onChange: (group: string | undefined) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(outletSummaryQuery);
  const names = [...new Set([...(data?.groups.map(({ name }) => name) ?? []), group ?? ''])].filter((name) => name !== '');
  if (names.length === 0) return null;
  return (
    <FilterSelect
      label={t('content.filters.group')}
      isLabelHidden
      value={group ?? ''}
      onChange={onChange}
      options={{ '': t('content.filters.anyGroup'), ...Object.fromEntries(names.map((name) => [name, name])) }}
    />
  );
}
