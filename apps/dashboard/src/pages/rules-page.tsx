import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ListChecks, Plus, Zap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { DeleteRuleDialog } from '../features/rules/delete-rule-dialog.tsx';
import { RuleDialog } from '../features/rules/rule-dialog.tsx';
import { RuleList } from '../features/rules/rule-list.tsx';
import { type Rule, rulesQuery } from '../features/rules/rule-queries.ts';
import { api, read } from '../lib/api.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { notify, notifyProblem } from '../ui/toast.tsx';

type Open = { what: 'create' } | { what: 'edit' | 'delete'; rule: Rule };

/** What ships by itself, in the order in which the rules are asked. */
export function RulesPage() {
  const { t } = useTranslation();
  const canWrite = useMay('rules:write');
  const query = useQuery(rulesQuery);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('rules.title')}
      hint={t('rules.hint')}
      actions={
        canWrite && (
          <Button look="primary" onClick={() => setOpen({ what: 'create' })}>
            <Plus className="size-4" aria-hidden /> {t('rules.create')}
          </Button>
        )
      }
    >
      <Panel isFlush>
        <QueryState query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                icon={ListChecks}
                title={t('rules.none')}
                help={canWrite ? t('rules.noneHelp') : `${t('rules.noneHelp')} ${t('rules.noRights')}`}
                action={canWrite && <ShipEverything />}
              />
            ) : (
              <RuleList
                rules={items}
                onEdit={(rule) => setOpen({ what: 'edit', rule })}
                onDelete={(rule) => setOpen({ what: 'delete', rule })}
              />
            )
          }
        </QueryState>
      </Panel>
      {!canWrite && query.data && query.data.items.length > 0 && <p className="text-soft">{t('rules.noRights')}</p>}
      {open?.what === 'create' && <RuleDialog rule={undefined} onClose={close} />}
      {open?.what === 'edit' && <RuleDialog rule={open.rule} onClose={close} />}
      {open?.what === 'delete' && <DeleteRuleDialog rule={open.rule} onClose={close} />}
    </Page>
  );
}

/** The one rule most sellers begin with, in one press. */
function ShipEverything() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      read(api.POST('/api/rules', { body: { name: t('rules.firstName'), isEnabled: true, conditions: {}, action: 'fulfil' } })),
    onSuccess: () => notify(t('rules.saved')),
    onError: notifyProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  return (
    <Button look="primary" onClick={() => create.mutate()} isBusy={create.isPending}>
      <Zap className="size-4" aria-hidden /> {t('rules.createFirst')}
    </Button>
  );
}
