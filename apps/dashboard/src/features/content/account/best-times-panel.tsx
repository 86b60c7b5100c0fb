import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { formatCompact, formatDay } from '../../../lib/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { bestTimesQuery } from '../content-queries.ts';
import { zoneName } from '../zones.ts';

type Times = Schemas['ContentBestTimes'];
type Cell = Times['cells'][number];

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** Posting times need a longer look than growth. */
const usualDays = 180;
const fewVideos = 3;

/** A Monday is 2024-01-01, and so on. */
const weekdayName = (weekday: number, length: 'short' | 'long') => formatDay(`2024-01-0${weekday}`, { weekday: length });
const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** When posting paid: hours × weekdays in the account's own zone, with how many videos stand behind each cell. */
export function BestTimesPanel({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const query = useQuery(bestTimesQuery(accountId, usualDays));
  return (
    <Panel title={t('contentAccount.times.title')}>
      <QueryState query={query}>
        {(times) =>
          times.videos < fewVideos ? (
            <p className="text-soft">{t('contentAccount.times.few', { days: times.afterDays })}</p>
          ) : (
            <HeatTable times={times} />
          )
        }
      </QueryState>
    </Panel>
  );
}

function HeatTable({ times }: { times: Times }) {
  const { t } = useTranslation();
  const { cells, afterDays, timeZone, leftOut } = times;
  const byPlace = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  const most = Math.max(...cells.map(({ medianViews }) => medianViews));
  const best = cells.toSorted((a, b) => b.medianViews - a.medianViews)[0];
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">{t('contentAccount.times.help', { days: afterDays, zone: zoneName(timeZone) })}</p>
      {best && (
        <p className="font-medium">
          {t('contentAccount.times.best', { day: weekdayName(best.weekday, 'long'), hour: hourName(best.hour) })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="relative overflow-x-auto" aria-label={t('contentAccount.times.title')} tabIndex={0}>
        <table className="w-full min-w-xl table-fixed border-separate border-spacing-px text-center text-xs">
          <thead>
            <tr>
              <th scope="col" className="w-10 font-medium text-soft">
                <span className="sr-only">{t('contentAccount.times.hour')}</span>
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col" className="font-medium text-soft">
                  {hour % 3 === 0 ? hour : <span className="sr-only">{hour}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday) => (
              <tr key={weekday}>
                <th scope="row" className="pr-1 text-right font-medium text-soft">
                  {weekdayName(weekday, 'short')}
                </th>
                {hours.map((hour) => (
                  <HeatCell key={hour} cell={byPlace.get(`${weekday} ${hour}`)} most={most} weekday={weekday} hour={hour} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {leftOut > 0 && <p className="text-sm text-soft">{t('contentAccount.times.leftOut', { count: leftOut })}</p>}
    </div>
  );
}

function HeatCell({ cell, most, weekday, hour }: { cell: Cell | undefined; most: number; weekday: number; hour: number }) {
  const { t } = useTranslation();
  if (!cell) return <td className="h-7 rounded-sm bg-page" />;
  const shade = most <= 0 ? 0 : Math.max(1, Math.ceil((cell.medianViews / most) * 4));
  const words = t('contentAccount.times.cell', {
    day: weekdayName(weekday, 'long'),
    hour: hourName(hour),
    views: formatCompact(Math.round(cell.medianViews)),
    count: cell.videos,
  });
  return (
    <td title={words} className={`h-7 rounded-sm day-${shade} bg-(--shade) ${shade >= 3 ? 'text-accent-ink' : 'text-ink'}`}>
      <span aria-hidden>{cell.videos}</span>
      <span className="sr-only">{words}</span>
    </td>
  );
}
