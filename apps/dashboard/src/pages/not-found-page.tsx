import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={Compass}
      title={t('shell.notFound')}
      help={t('shell.notFoundHelp')}
      action={
        <Link to="/" className="font-medium text-accent underline">
          {t('shell.goHome')}
        </Link>
      }
    />
  );
}
