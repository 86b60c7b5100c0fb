import { useQuery } from '@tanstack/react-query';
import { Pause, Pencil, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { formatDistance, formatInstant } from '../../../lib/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { zoneName } from '../zones.ts';
import { dailyTime } from './cron.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { type Schedule, schedulesQuery } from './sync-queries.ts';
import { useStartRun } from './use-start-run.ts';

const order: readonly Schedule['job'][] = ['refresh_tokens', 'user', 'video'];

/** When each job runs by itself, with pause, another time, and now. */
export function SchedulesPanel({ now }: { now: number }) {
  const { t } = useTranslation();
  const query = useQuery(schedulesQuery);
  return (
    <Panel title={t('contentSync.schedules.title')} isFlush>
      <QueryState query={query}>
        {({ items }) => (
          <>
            {items.some(({ isEnabled }) => !isEnabled) && (
              <p className="bg-warn-wash px-4 py-2 font-medium text-warn">{t('contentSync.schedules.off')}</p>
            )}
            <ul className="divide-y divide-line/70">
              {items
                .toSorted((a, b) => order.indexOf(a.job) - order.indexOf(b.job))
                .map((schedule) => (
                  <ScheduleRow key={schedule.job} schedule={schedule} now={now} />
                ))}
            </ul>
          </>
        )}
      </QueryState>
    </Panel>
  );
}

function ScheduleRow({ schedule, now }: { schedule: Schedule; now: number }) {
  const { t } = useTranslation();
  const canWrite = useMay('content:write');
  const [isChanging, setChanging] = useState(false);
  const start = useStartRun();
  const { job, isPaused, isRunning } = schedule;
  const name = t(`contentSync.job.${job}`);
  const pause = useAction(
    () => read(api.PUT('/api/content/schedules/{job}', { params: { path: { job } }, body: { isPaused: !isPaused } })),
    {
      stale: [['content-runs', 'schedules']],
      said: t(isPaused ? 'contentSync.schedules.resumedDone' : 'contentSync.schedules.pausedDone'),
    },
  );
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-[1_1_14rem]">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {isPaused && <Badge tone="warn">{t('contentSync.schedules.paused')}</Badge>}
          {isRunning && (
            <Badge tone="accent" isPulsing>
              {t('contentSync.schedules.running')}
            </Badge>
          )}
        </p>
        <p className="text-sm text-soft">{t(`contentSync.jobHelp.${job}`)}</p>
        <Times schedule={schedule} now={now} />
      </div>
      {canWrite && (
        <div className="flex items-center">
          <Button size="small" isBusy={start.isPending || isRunning} onClick={() => start.mutate({ job })}>
            {t('contentSync.runNow')}
          </Button>
          <IconButton
            icon={isPaused ? Play : Pause}
            label={`${t(isPaused ? 'contentSync.schedules.resume' : 'contentSync.schedules.pause')}: ${name}`}
            onClick={() => pause.mutate()}
          />
          <IconButton icon={Pencil} label={`${t('contentSync.schedules.change')}: ${name}`} onClick={() => setChanging(true)} />
        </div>
      )}
      {isChanging && <ScheduleDialog schedule={schedule} onClose={() => setChanging(false)} />}
    </li>
  );
}

function Times({ schedule, now }: { schedule: Schedule; now: number }) {
  const { t } = useTranslation();
  const { cron, timeZone, isPaused, isEnabled, nextRunAt, lastRunAt, lastStatus } = schedule;
  const time = dailyTime(cron);
  const words = [
    time === undefined ? t('contentSync.schedules.cron', { cron }) : t('contentSync.schedules.daily', { time }),
    t('contentSync.schedules.zone', { zone: zoneName(timeZone) }),
  ];
  const isDue = !isPaused && isEnabled && nextRunAt !== null;
  return (
    <p className="text-sm">
      {words.join(' ')}
      {isDue && ` · ${t('contentSync.schedules.next', { distance: formatDistance(nextRunAt, now), when: formatInstant(nextRunAt) })}`}
      {' · '}
      {lastRunAt ? t('contentSync.schedules.last', { distance: formatDistance(lastRunAt, now) }) : t('contentSync.schedules.never')}
      {lastStatus === 'failed' && <strong className="ml-1 font-medium text-bad">{t('contentSync.runs.status.failed')}</strong>}
    </p>
  );
}
