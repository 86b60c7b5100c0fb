import { useTranslation } from 'react-i18next';
import { useAlertCount } from './content-alerts.ts';

/** How many things of content reporting need a person; nothing when none does. */
export function AlertBadge() {
  const { t } = useTranslation();
  const count = useAlertCount();
  if (count === 0) return null;
  return (
    <span className="ml-auto rounded-md bg-bad-wash px-1.5 text-sm font-medium text-bad" title={t('shell.alerts', { count })}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{t('shell.alerts', { count })}</span>
    </span>
  );
}
