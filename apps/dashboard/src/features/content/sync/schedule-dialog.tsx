import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { ApiProblem, api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField, TextField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { zoneName } from '../zones.ts';
import { dailyCron, dailyTime } from './cron.ts';
import type { Schedule } from './sync-queries.ts';

/** Another time of the day, any other times as cron, or back to the usual. */
export function ScheduleDialog({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const { job, defaultCron, timeZone } = schedule;
  const [cron, setCron] = useState(schedule.cron);
  const [isFree, setFree] = useState(dailyTime(schedule.cron) === undefined);
  const save = useAction(
    (next: string | null) => read(api.PUT('/api/content/schedules/{job}', { params: { path: { job } }, body: { cron: next } })),
    { stale: [['content-runs', 'schedules']], said: t('contentSync.schedules.saved'), isProblemShown: true },
  );
  const send = (next: string | null) => save.mutate(next, { onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(cron.trim() === defaultCron ? null : cron.trim());
  };
  const problem = save.error instanceof ApiProblem ? save.error.fields.cron : undefined;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('contentSync.schedules.changeTitle', { job: t(`contentSync.job.${job}`) })}
      hint={t('contentSync.schedules.zone', { zone: zoneName(timeZone) })}
      footer={
        <>
          {schedule.cron !== defaultCron && (
            <Button look="ghost" className="mr-auto" onClick={() => send(null)}>
              {t('contentSync.schedules.usual')}
            </Button>
          )}
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {isFree ? (
          <TextField
            label={t('contentSync.schedules.cronLabel')}
            help={t('contentSync.schedules.cronHelp')}
            required
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            value={cron}
            problem={problem}
            onChange={(event) => setCron(event.target.value)}
          />
        ) : (
          <TextField
            label={t('contentSync.schedules.time')}
            type="time"
            required
            value={dailyTime(cron) ?? '02:00'}
            problem={problem}
            onChange={(event) => event.target.value && setCron(dailyCron(event.target.value))}
          />
        )}
        <CheckField label={t('contentSync.schedules.advanced')} checked={isFree} onChange={(event) => setFree(event.target.checked)} />
        <p className="text-sm text-soft">{t('contentSync.schedules.usualHelp', { cron: dailyTime(defaultCron) ?? defaultCron })}</p>
        <FormProblem error={save.error} shown={['cron']} />
      </form>
    </Dialog>
  );
}
