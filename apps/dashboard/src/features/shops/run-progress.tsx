import { useTranslation } from 'react-i18next';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import type { Run } from './shop-queries.ts';

export function useRunKind(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => (['orders', 'status', 'listings', 'stock'].includes(kind) ? t(`shops.runs.kind.${kind}`) : kind);
}

/** How far a run is, in words and as a bar. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation();
  const kindOf = useRunKind();
  const done = formatNumber(run.processed + run.failed);
  const said =
    run.total === null ? t('shops.sync.progressOpen', { done }) : t('shops.sync.progress', { done, total: formatNumber(run.total) });
  const title = t('shops.sync.running', { kind: kindOf(run.kind) });
  return (
    <div className="flex flex-col gap-1 rounded-lg bg-accent-wash px-3 py-2">
      <p role="status" className="flex flex-wrap justify-between gap-x-3 font-medium text-accent">
        <span>{title}</span>
        <span>
          {said}
          {run.etaSeconds !== null && ` · ${t('shops.sync.eta', { time: formatDuration(run.etaSeconds * 1000) })}`}
        </span>
      </p>
      <progress
        aria-label={title}
        className="h-1.5 w-full accent-(--accent)"
        {...(run.percent === null ? {} : { value: run.percent, max: 100 })}
      />
    </div>
  );
}
