import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { notify } from '../../ui/toast.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { formProblems, toConditions, toForm } from './rule-form.ts';
import { RulePreview } from './rule-preview.tsx';
import { type Rule, useChangeRule } from './rule-queries.ts';

const actions: readonly Rule['action'][] = ['fulfil', 'hold', 'skip'];
const shownPaths = [
  'name',
  ...['carrierNames', 'skuCodes', 'totalAtLeast', 'totalAtMost', 'currency', 'maxUnits'].map((name) => `conditions.${name}`),
];

/** Makes a rule or changes one; it can be tried on the last orders before it is saved. */
export function RuleDialog({ rule, onClose }: { rule: Rule | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const queries = useQueryClient();
  const [name, setName] = useState(rule?.name ?? '');
  const [action, setAction] = useState<Rule['action']>(rule?.action ?? 'fulfil');
  const [isEnabled, setEnabled] = useState(rule?.isEnabled ?? true);
  const [form, setForm] = useState(() => toForm(rule?.conditions ?? {}));
  const [isTried, setTried] = useState(false);
  const problems = formProblems(form);
  const isFine = Object.keys(problems).length === 0;
  const done = () => {
    notify(t('rules.saved'));
    onClose();
  };
  const change = useChangeRule();
  const create = useMutation({
    mutationFn: () => read(api.POST('/api/rules', { body: { name: name.trim(), isEnabled, action, conditions: toConditions(form) } })),
    onSuccess: done,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isFine) return;
    if (!rule) create.mutate();
    else change.mutate({ rule, change: { name: name.trim(), isEnabled, action, conditions: toConditions(form) } }, { onSuccess: done });
  };
  const error = rule ? change.error : create.error;
  const fields = error instanceof ApiProblem ? error.fields : {};
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(rule ? 'rules.form.editTitle' : 'rules.form.createTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={create.isPending || change.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="flex flex-col gap-4">
        <TextField
          label={t('rules.form.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          maxLength={100}
          problem={fields.name}
        />
        <ConditionFields
          form={form}
          problems={isTried ? problems : {}}
          serverProblems={fields}
          onChange={(next) => setForm((before) => ({ ...before, ...next }))}
        />
        <SelectField
          label={t('rules.action')}
          value={action}
          onChange={(event) => setAction(actions.find((one) => one === event.target.value) ?? 'fulfil')}
        >
          {actions.map((one) => (
            <option key={one} value={one}>
              {t(`rules.actions.${one}`)}
            </option>
          ))}
        </SelectField>
        <CheckField label={t('rules.form.enabled')} checked={isEnabled} onChange={(event) => setEnabled(event.target.checked)} />
        <RulePreview conditions={toConditions(form)} action={action} isDisabled={!isFine} />
        <FormProblem error={error} shown={shownPaths} />
      </form>
    </Dialog>
  );
}
