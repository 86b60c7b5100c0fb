import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { formatDay, formatNumber } from '../../../lib/format.ts';
import { Figure } from '../../../ui/figure.tsx';
import { Against, Known } from '../known.tsx';

type Figures = Schemas['ContentFigures'];

/** The figures of a period side by side, each against the period before where it is asked for. */
export function FigureRow({ figures, compared }: { figures: Figures; compared: Figures | null }) {
  const { t } = useTranslation();
  const { readDays, lateDays, missingDays } = figures;
  const all = readDays + missingDays;
  const days = [
    missingDays > 0 && t('content.totals.daysMissing', { count: missingDays }),
    lateDays > 0 && t('content.totals.daysLate', { count: lateDays }),
  ].filter(Boolean);
  return (
    <>
      <Figure
        label={t('content.totals.followers')}
        value={<Known value={figures.followers} />}
        help={<Against now={figures.followers} before={compared?.followers} />}
      />
      <Figure
        label={t('content.totals.growth')}
        value={<Known value={figures.followersChange} as="change" />}
        help={
          <>
            <Against now={figures.followersChange} before={compared?.followersChange} as="change" />
            {figures.changeFrom !== null && figures.changeTo !== null && (
              <span className="block">
                {t('content.totals.changeDays', { from: formatDay(figures.changeFrom), to: formatDay(figures.changeTo) })}
              </span>
            )}
          </>
        }
      />
      <Figure
        label={t('content.totals.views')}
        value={<Known value={figures.views} />}
        help={<Against now={figures.views} before={compared?.views} />}
      />
      <Figure
        label={t('content.totals.engagement')}
        value={<Known value={figures.engagementRate} as="share" />}
        help={<Against now={figures.engagementRate} before={compared?.engagementRate} as="share" />}
      />
      <Figure
        label={t('content.totals.posted')}
        value={<Known value={figures.videosPosted} />}
        help={<Against now={figures.videosPosted} before={compared?.videosPosted} />}
      />
      <Figure
        label={t('content.totals.days')}
        value={t('content.totals.daysValue', { read: formatNumber(readDays), all: formatNumber(all) })}
        help={<span className={missingDays > 0 ? 'text-bad' : ''}>{days.length > 0 ? days.join(' · ') : t('content.totals.allRead')}</span>}
      />
    </>
  );
}

/** All accounts together. */
export function BoardTotals({ summary }: { summary: Schemas['ContentSummary'] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('content.totals.label')} className="rounded-xl border border-line bg-panel px-4 py-3">
      <h2 className="mb-1 text-sm font-semibold">
        {t('content.totals.label')} · {t('content.totals.accounts', { count: summary.accounts })}
      </h2>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 xl:grid-cols-6">
        <FigureRow figures={summary.figures} compared={summary.compared} />
      </dl>
    </section>
  );
}
