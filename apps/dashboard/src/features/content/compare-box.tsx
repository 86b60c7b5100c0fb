import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** Sets the equally long period before beside the chosen one. */
export function CompareBox({ isCompared, onChange }: { isCompared: boolean; onChange: (isCompared: true | undefined) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <span className="flex h-9 items-center gap-2">
      <input
        id={id}
        type="checkbox"
        checked={isCompared}
        onChange={(event) => onChange(event.target.checked || undefined)}
        className="size-4.5 accent-(--accent)"
      />
      <label htmlFor={id}>{t('content.filters.compare')}</label>
    </span>
  );
}
