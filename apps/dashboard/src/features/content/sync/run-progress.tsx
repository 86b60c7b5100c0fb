import { useTranslation } from 'react-i18next';
import { formatDuration, formatNumber } from '../../../lib/format.ts';
import type { ContentRun } from './sync-queries.ts';

/** How far a run is, in words and as a bar. */
export function ContentRunProgress({ run }: { run: ContentRun }) {
  const { t } = useTranslation();
  const title = t(`contentSync.job.${run.job}`);
  const eta =
    run.etaSeconds === null ? t('contentSync.runs.etaUnknown') : t('contentSync.runs.eta', { time: formatDuration(run.etaSeconds * 1000) });
  return (
    <div className="flex flex-col gap-1 rounded-lg bg-accent-wash px-3 py-2">
      <p role="status" className="flex flex-wrap justify-between gap-x-3 font-medium text-accent">
        <span>{title}</span>
        <span>
          {t('contentSync.runs.progress', { done: formatNumber(run.processed), total: formatNumber(run.total) })} · {eta}
        </span>
      </p>
      <progress aria-label={title} className="h-1.5 w-full accent-(--accent)" value={run.percent} max={100} />
    </div>
  );
}
