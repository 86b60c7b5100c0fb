import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { useAction } from '../../../app/use-action.ts';
import { ApiProblem, api, read, type Schemas } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { ArchiveList } from './archive-list.tsx';
import { earliestKept, isShorter, keepChoices } from './keep-months.ts';
import { settingsQuery } from './sync-queries.ts';

type Settings = Schemas['ContentSettings'];
const names = ['keepProfileDaysMonths', 'keepVideoDaysMonths'] as const;
const words = { keepProfileDaysMonths: 'profile', keepVideoDaysMonths: 'video' } as const;

/** How long the history is kept. */
export function KeepPanel() {
  const { t } = useTranslation();
  const query = useQuery(settingsQuery);
  return (
    <Panel title={t('contentSync.keep.title')}>
      <QueryState query={query}>{(settings) => <KeepForm key={settings.version} settings={settings} />}</QueryState>
      <ArchiveList />
    </Panel>
  );
}

function KeepForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const canWrite = useMay('content:write');
  const [draft, setDraft] = useState(settings);
  const [isAsking, setAsking] = useState(false);
  const { version: _version, ...body } = draft;
  const save = useAction(
    () => read(api.PUT('/api/content/settings', { params: { header: { 'if-match': `"${settings.version}"` } }, body })),
    { stale: [['content-settings']], said: t('contentSync.keep.saved'), isProblemShown: true },
  );
  const isChanged = draft.isArchiving !== settings.isArchiving || names.some((name) => draft[name] !== settings[name]);
  const isShort = names.some((name) => isShorter(draft[name], settings[name]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isShort) setAsking(true);
    else save.mutate();
  };
  const label = (months: number | null) => {
    if (months === null) return t('contentSync.keep.forever');
    return months % 12 === 0 ? t('contentSync.keep.years', { count: months / 12 }) : t('contentSync.keep.months', { count: months });
  };
  const isStale = save.error instanceof ApiProblem && save.error.status === 412;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-soft">{t('contentSync.keep.help')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {names.map((name) => (
          <SelectField
            key={name}
            label={t(`contentSync.keep.${words[name]}`)}
            help={t(`contentSync.keep.${words[name]}Help`)}
            disabled={!canWrite}
            value={draft[name] ?? ''}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value === '' ? null : Number(event.target.value) })}
          >
            {keepChoices(settings[name]).map((months) => (
              <option key={months ?? ''} value={months ?? ''}>
                {label(months)}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
      <div className="flex items-start gap-3">
        <Switch
          label={t('contentSync.keep.archive')}
          isOn={draft.isArchiving}
          isDisabled={!canWrite}
          onChange={(isArchiving) => setDraft({ ...draft, isArchiving })}
        />
        <div>
          <p className="font-medium">{t('contentSync.keep.archive')}</p>
          <p className="text-soft">{t('contentSync.keep.archiveHelp')}</p>
        </div>
      </div>
      <FormProblem error={isStale ? new Error(t('contentSync.keep.changed')) : save.error} shown={[]} />
      {canWrite && (
        <div>
          <Button type="submit" isBusy={save.isPending} disabled={!isChanged}>
            {t('contentSync.keep.save')}
          </Button>
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('contentSync.keep.confirmTitle')}
          help={
            <ul className="flex list-disc flex-col gap-1 pl-5">
              {names
                .filter((name) => isShorter(draft[name], settings[name]))
                .map((name) => (
                  <li key={name}>
                    {t(`contentSync.keep.${words[name]}`)}: {t('contentSync.keep.confirmHelp', { when: earliestKept(draft[name]) })}
                  </li>
                ))}
              {!draft.isArchiving && <li>{t('contentSync.keep.confirmGone')}</li>}
            </ul>
          }
          submit={t('contentSync.keep.confirmSubmit')}
          isBusy={save.isPending}
          onConfirm={() => save.mutate(undefined, { onSettled: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}
