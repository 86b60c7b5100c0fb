import { SearchX, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutletSearch } from '../../../app/content-search.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';

/** No outlet yet: add one or import them all. Or none that fits. */
export function OutletsEmpty({ search, action, onClear }: { search: OutletSearch; action: ReactNode; onClear: () => void }) {
  const { t } = useTranslation();
  if (search.q || search.status || search.group) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('outlets.emptyFiltered')}
        help={t('outlets.emptyFilteredHelp')}
        action={<Button onClick={onClear}>{t('outlets.clear')}</Button>}
      />
    );
  }
  if (search.archived)
    return (
      <EmptyState
        icon={Store}
        title={t('outlets.emptyArchived')}
        help=""
        action={<Button onClick={onClear}>{t('outlets.clear')}</Button>}
      />
    );
  return <EmptyState icon={Store} title={t('outlets.empty')} help={t('outlets.emptyHelp')} action={action} />;
}
