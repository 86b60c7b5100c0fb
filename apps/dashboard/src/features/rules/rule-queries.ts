import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../ui/toast.tsx';

export type Rule = Schemas['FulfilRule'];

export const rulesQuery = queryOptions({ queryKey: ['rules'], queryFn: () => read(api.GET('/api/rules')) });

/** Changes a rule as it was seen; when somebody else was faster, says so and shows theirs. */
export function useChangeRule() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, change }: { rule: Rule; change: Partial<Omit<Rule, 'id' | 'version'>> }) => {
      const { id, version, position: _position, ...kept } = rule;
      return read(
        api.PUT('/api/rules/{ruleId}', {
          params: { path: { ruleId: id }, header: { 'if-match': String(version) } },
          body: { ...kept, ...change },
        }),
      );
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 412) notify(t('rules.changedElsewhere'), { tone: 'bad' });
      // What is wrong with a field stands at the field.
      else if (!(error instanceof ApiProblem && Object.keys(error.fields).length > 0)) notifyProblem(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
}
