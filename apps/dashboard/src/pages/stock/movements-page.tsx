import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { BookOpen, SearchX } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerSearch } from '../../app/stock-search.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { LedgerFilters } from '../../features/stock/ledger-filters.tsx';
import { LedgerList } from '../../features/stock/ledger-list.tsx';
import { ledgerCsv, ledgerQuery } from '../../features/stock/stock-queries.ts';
import { StockTabs } from '../../features/stock/stock-tabs.tsx';
import { Button } from '../../ui/button.tsx';
import { DownloadLink } from '../../ui/download-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useListKeys } from '../../ui/use-list-keys.ts';

/** The ledger: every unit that came, went or was moved, and why. */
export function MovementsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/stock/movements' });
  const navigate = useNavigate({ from: '/stock/movements' });
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery({ ...ledgerQuery(search), placeholderData: (before) => before });
  useListKeys({ '/': () => searchRef.current?.select() });
  const change = (next: Partial<Record<keyof LedgerSearch, unknown>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true, resetScroll: false });
  const isFiltered = Object.keys(search).length > 0;
  return (
    <Page
      title={t('stockDetail.tab.movements')}
      hint={t('stockMoves.hint')}
      actions={<DownloadLink href={ledgerCsv(search)} label="CSV" />}
    >
      <StockTabs current="movements" />
      <LedgerFilters search={search} onChange={change} searchRef={searchRef} />
      <Panel isFlush>
        <PagedList
          query={query}
          empty={
            isFiltered ? (
              <EmptyState
                icon={SearchX}
                title={t('stockMoves.noneFiltered')}
                help={t('stockMoves.noneFilteredHelp')}
                action={<Button onClick={() => void navigate({ search: {}, replace: true })}>{t('stockConflicts.clear')}</Button>}
              />
            ) : (
              <EmptyState icon={BookOpen} title={t('stock.ledgerEmpty')} help={t('stockMoves.emptyHelp')} />
            )
          }
        >
          {(entries) => <LedgerList entries={entries} />}
        </PagedList>
      </Panel>
    </Page>
  );
}
