import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import type { Conditions } from './rule-form.ts';
import type { Rule } from './rule-queries.ts';

/** What the rule would have done with the last orders; changes nothing. */
export function RulePreview({ conditions, action, isDisabled }: { conditions: Conditions; action: Rule['action']; isDisabled: boolean }) {
  const { t } = useTranslation();
  const preview = useMutation({ mutationFn: () => read(api.POST('/api/rules/preview', { body: { conditions, action } })) });
  return (
    <div className="rounded-lg border border-line bg-page p-3">
      <Button size="small" onClick={() => preview.mutate()} isBusy={preview.isPending} disabled={isDisabled}>
        <FlaskConical className="size-4" aria-hidden /> {t('rules.preview')}
      </Button>
      <div role="status">
        {preview.error && <p className="mt-2 font-medium text-bad">{preview.error.message}</p>}
        {preview.data && (
          <>
            <p className="mt-2 font-medium">
              {preview.data.tried === 0
                ? t('rules.previewNone')
                : t('rules.previewResult', { tried: preview.data.tried, matched: preview.data.matched })}
            </p>
            <ul className="mt-1 flex max-h-40 flex-col gap-1 overflow-y-auto text-sm">
              {preview.data.examples.map((example) => (
                <li key={example.orderId}>
                  <Link
                    to="/orders/$orderId"
                    params={{ orderId: example.orderId }}
                    target="_blank"
                    className="inline-flex min-h-6 items-center text-accent underline"
                  >
                    {example.externalId}
                  </Link>{' '}
                  <span className="text-soft">{example.why}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
