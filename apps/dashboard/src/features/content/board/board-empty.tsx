import { Link } from '@tanstack/react-router';
import { Clapperboard, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';

/** No account yet: what to do first. Or none that fits. */
export function BoardEmpty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('content.empty.filtered')}
        help={t('content.empty.filteredHelp')}
        action={<Button onClick={onClear}>{t('content.filters.clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Clapperboard}
      title={t('content.empty.title')}
      help={
        <>
          <p>{t('content.empty.help')}</p>
          <ol className="mt-3 flex list-decimal flex-col gap-1.5 pl-5 text-left">
            <li>{t('content.empty.one')}</li>
            <li>{t('content.empty.two')}</li>
            <li>{t('content.empty.three')}</li>
          </ol>
        </>
      }
      action={
        <Link to="/content/outlets" className="font-medium text-accent underline">
          {t('content.empty.act')}
        </Link>
      }
    />
  );
}
