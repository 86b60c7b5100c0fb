import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

/** A part of the screen that this person's role does not show. */
export function NoPermission() {
  const { t } = useTranslation();
  return <EmptyState icon={Lock} title={t('shell.noPermission')} help={t('shell.noPermissionHelp')} />;
}
