import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { notify } from '../../ui/toast.tsx';
import type { Rule } from './rule-queries.ts';

export function DeleteRuleDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => read(api.DELETE('/api/rules/{ruleId}', { params: { path: { ruleId: rule.id } } })),
    onSuccess: () => {
      notify(t('rules.deleted'));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('rules.deleteTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="danger" onClick={() => remove.mutate()} isBusy={remove.isPending}>
            {t('shell.delete')}
          </Button>
        </>
      }
    >
      <p>{t('rules.deleteHelp', { name: rule.name })}</p>
      <FormProblem error={remove.error} shown={[]} />
    </Dialog>
  );
}
