import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Scale, SearchX, Telescope } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { ConflictSearch } from '../../app/stock-search.ts';
import { useAction } from '../../app/use-action.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { ConflictFilters } from '../../features/stock/conflicts/conflict-filters.tsx';
import { ConflictRow } from '../../features/stock/conflicts/conflict-row.tsx';
import { SettledDialog } from '../../features/stock/conflicts/settled-dialog.tsx';
import { useResolve } from '../../features/stock/conflicts/use-resolve.ts';
import { moveRowFocus } from '../../features/stock/row-focus.ts';
import { conflictsQuery } from '../../features/stock/stock-queries.ts';
import { StockTabs } from '../../features/stock/stock-tabs.tsx';
import { api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FloatingBar } from '../../ui/floating-bar.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { emptySelection, extendTo, toggleAll, toggleRow } from '../../ui/selection.ts';
import { useListKeys } from '../../ui/use-list-keys.ts';

/** Where a marketplace shows another number than ours, and which of the two is to hold. */
export function ConflictsPage() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const search = useSearch({ from: '/shell/stock/conflicts' });
  const navigate = useNavigate({ from: '/stock/conflicts' });
  const now = useNow(10_000);
  const query = useInfiniteQuery({ ...conflictsQuery(search), placeholderData: (before) => before });
  const conflicts = query.data?.pages.flatMap((page) => page.items) ?? [];
  const ids = conflicts.map(({ variantId }) => variantId);
  const [selection, setSelection] = useState(emptySelection);
  const [isAsking, setAsking] = useState(false);
  const { resolve, isPending, settled, clear } = useResolve();
  const sweep = useAction(() => read(api.POST('/api/stock/sweep', { body: search.shopId ? { shopId: search.shopId } : {} })), {
    stale: [['stock'], ['runs']],
    said: t('stockConflicts.sweeping'),
  });
  useListKeys({
    j: () => moveRowFocus(1),
    k: () => moveRowFocus(-1),
    a: () => setSelection((before) => toggleAll(before, ids)),
    escape: () => setSelection(emptySelection),
  });
  const change = (next: Partial<Record<keyof ConflictSearch, unknown>>) => {
    setSelection(emptySelection);
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true, resetScroll: false });
  };
  const isFiltered = Object.keys(search).length > 0;
  const selected = conflicts.filter(({ variantId }) => selection.ids.has(variantId));
  const takeable = selected.filter(({ canTakeTheirs }) => canTakeTheirs);
  const settle = (choice: 'ours' | 'theirs', which: typeof conflicts) =>
    resolve({ conflicts: which, choice }, { onSuccess: () => setSelection(emptySelection), onSettled: () => setAsking(false) });
  const readNow = canWrite && (
    <Button isBusy={sweep.isPending} onClick={() => sweep.mutate()}>
      <Telescope className="size-4" aria-hidden /> {t('stockConflicts.sweep')}
    </Button>
  );
  return (
    <Page title={t('stockDetail.tab.conflicts')} hint={t('stockConflicts.hint')} actions={readNow}>
      <StockTabs current="conflicts" />
      <ConflictFilters search={search} counts={query.data?.pages[0]?.counts} onChange={change} />
      <Panel isFlush>
        <QueryState query={query}>
          {() =>
            conflicts.length > 0 ? (
              <ul aria-label={t('stockDetail.tab.conflicts')} className="divide-y divide-line/70">
                {conflicts.map((conflict) => (
                  <ConflictRow
                    key={conflict.variantId}
                    conflict={conflict}
                    isSelected={selection.ids.has(conflict.variantId)}
                    canWrite={canWrite}
                    isBusy={isPending}
                    now={now}
                    onSelect={(isRange) =>
                      setSelection((before) =>
                        isRange ? extendTo(before, conflict.variantId, ids) : toggleRow(before, conflict.variantId),
                      )
                    }
                    onChoose={(choice) => settle(choice, [conflict])}
                  />
                ))}
              </ul>
            ) : isFiltered ? (
              <EmptyState
                icon={SearchX}
                title={t('stockConflicts.noMatch')}
                help={t('stockConflicts.noMatchHelp')}
                action={
                  <Button onClick={() => change({ cause: undefined, shopId: undefined, skuId: undefined })}>
                    {t('stockConflicts.clear')}
                  </Button>
                }
              />
            ) : (
              <EmptyState icon={Scale} title={t('stockConflicts.none')} help={t('stockConflicts.noneHelp')} action={readNow} />
            )
          }
        </QueryState>
        <MoreButton query={query} />
      </Panel>
      {selected.length > 0 && (
        <FloatingBar
          label={t('stockConflicts.selection')}
          count={t('stockConflicts.selected', { count: selected.length })}
          clearLabel={t('stockConflicts.clearSelection')}
          onClear={() => setSelection(emptySelection)}
        >
          <Button look="primary" isBusy={isPending} onClick={() => settle('ours', selected)}>
            {t('stockConflicts.publishMany', { count: selected.length })}
          </Button>
          {takeable.length > 0 && (
            <Button isBusy={isPending} onClick={() => setAsking(true)}>
              {t('stockConflicts.takeMany', { count: takeable.length })}
            </Button>
          )}
        </FloatingBar>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('stockConflicts.ask.title', { count: takeable.length })}
          help={t('stockConflicts.ask.help')}
          submit={t('stockConflicts.ask.submit')}
          look="primary"
          isBusy={isPending}
          onConfirm={() => settle('theirs', takeable)}
          onClose={() => setAsking(false)}
        />
      )}
      {settled && (
        <SettledDialog settling={settled} isBusy={isPending} onRetry={(which) => settle(settled.choice, [...which])} onClose={clear} />
      )}
    </Page>
  );
}
