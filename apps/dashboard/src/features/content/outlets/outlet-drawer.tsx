import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { ApiProblem, api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { TextField } from '../../../ui/field.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { ZoneField } from '../zone-field.tsx';
import type { Outlet } from './outlet-queries.ts';

const fields = ['code', 'name', 'picName', 'picContact', 'groupName', 'timeZone'] as const;
type Draft = Record<(typeof fields)[number], string>;

const draftOf = (outlet: Outlet | undefined): Draft => ({
  code: outlet?.code ?? '',
  name: outlet?.name ?? '',
  picName: outlet?.picName ?? '',
  picContact: outlet?.picContact ?? '',
  groupName: outlet?.groupName ?? '',
  timeZone: outlet?.timeZone ?? '',
});

/** Makes an outlet, or changes one. `onSaved` hears what to do next: nothing, or make its link. */
export function OutletDrawer({
  outlet,
  groups,
  onSaved,
  onClose,
}: {
  outlet?: Outlet | undefined;
  groups: readonly string[];
  onSaved: (outlet: Outlet, isLinkWanted: boolean) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const formId = useId();
  const groupsId = useId();
  const [draft, setDraft] = useState(() => draftOf(outlet));
  const save = useAction(
    () => {
      const { timeZone, ...rest } = draft;
      const body = { ...rest, ...(timeZone === '' ? {} : { timeZone }) };
      if (!outlet) return read(api.POST('/api/outlets', { body }));
      const params = { path: { outletId: outlet.id }, header: { 'if-match': `"${outlet.version}"` } };
      return read(api.PATCH('/api/outlets/{outletId}', { params, body }));
    },
    {
      stale: [['outlets'], ['content']],
      said: t(outlet ? 'outlets.form.saved' : 'outlets.form.added', { outlet: draft.name }),
      isProblemShown: true,
    },
  );
  const send = (isLinkWanted: boolean) => save.mutate(undefined, { onSuccess: (saved) => onSaved(saved, isLinkWanted) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(event.nativeEvent instanceof SubmitEvent && event.nativeEvent.submitter?.getAttribute('value') === 'link');
  };
  const problems = save.error instanceof ApiProblem ? save.error.fields : {};
  const isStale = save.error instanceof ApiProblem && save.error.status === 412;
  const field = (name: keyof Draft) => ({
    value: draft[name],
    problem: problems[name],
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={outlet ? t('outlets.form.editTitle', { outlet: outlet.name }) : t('outlets.form.addTitle')}
      footer={
        <>
          <Button type="submit" form={formId} look="primary" isBusy={save.isPending}>
            {t(outlet ? 'shell.save' : 'outlets.form.submit')}
          </Button>
          {!outlet && (
            <Button type="submit" form={formId} value="link" isBusy={save.isPending}>
              {t('outlets.form.submitAndLink')}
            </Button>
          )}
          <Button look="ghost" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('outlets.form.code')}
          help={t('outlets.form.codeHelp')}
          required
          maxLength={50}
          pattern="[A-Za-z0-9_\-]+"
          {...field('code')}
        />
        <TextField label={t('outlets.form.name')} required maxLength={255} {...field('name')} />
        <TextField label={t('outlets.form.picName')} required maxLength={255} {...field('picName')} />
        <TextField label={t('outlets.form.picContact')} help={t('outlets.form.picContactHelp')} maxLength={255} {...field('picContact')} />
        <TextField
          label={t('outlets.form.group')}
          help={t('outlets.form.groupHelp')}
          maxLength={100}
          list={groupsId}
          {...field('groupName')}
        />
        <datalist id={groupsId}>
          {groups.map((group) => (
            <option key={group} value={group} />
          ))}
        </datalist>
        <ZoneField
          label={t('outlets.form.zone')}
          help={t('outlets.form.zoneHelp')}
          value={draft.timeZone}
          onChange={(timeZone) => setDraft({ ...draft, timeZone })}
          problem={problems.timeZone}
          {...(outlet ? {} : { usual: t('outlets.form.zoneUsual') })}
        />
        <FormProblem error={isStale ? new Error(t('outlets.form.changed')) : save.error} shown={fields} />
      </form>
    </Drawer>
  );
}
