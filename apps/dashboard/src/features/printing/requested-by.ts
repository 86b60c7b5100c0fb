import { useTranslation } from 'react-i18next';

const rulePrefix = 'rule: ';

/** Who asked for a print, in words: a person, a rule, or the hub by itself. */
export function useRequestedBy(): (requestedBy: string) => string {
  const { t } = useTranslation();
  return (requestedBy) => {
    if (requestedBy === '' || requestedBy === 'hub') return t('history.byHub');
    if (requestedBy.startsWith(rulePrefix)) return t('history.byRule', { rule: requestedBy.slice(rulePrefix.length) });
    return t('history.by', { who: requestedBy });
  };
}
