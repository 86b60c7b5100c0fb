import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Link2, Plus, Upload } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutletSearch } from '../../app/content-search.ts';
import { useMay } from '../../app/session.ts';
import { withoutEmpty } from '../../app/without-empty.ts';
import { ContentTabs } from '../../features/content/content-tabs.tsx';
import { OutletFilters } from '../../features/content/outlets/outlet-filters.tsx';
import { OutletGrid } from '../../features/content/outlets/outlet-grid.tsx';
import { type OpenOutlet, OutletPopup } from '../../features/content/outlets/outlet-popup.tsx';
import { outletSummaryQuery, outletsQuery } from '../../features/content/outlets/outlet-queries.ts';
import { OutletsEmpty } from '../../features/content/outlets/outlets-empty.tsx';
import { useOutletDeeds } from '../../features/content/outlets/use-outlet-deeds.ts';
import { Button } from '../../ui/button.tsx';
import { FloatingBar } from '../../ui/floating-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { emptySelection, extendTo, toggleAll, toggleRow } from '../../ui/selection.ts';
import { useListKeys } from '../../ui/use-list-keys.ts';

/** The outlets: who is in charge, how their accounts stand, and links to connect them. */
export function OutletsPage() {
  const { t } = useTranslation();
  const canWrite = useMay('content:write');
  const search = useSearch({ from: '/shell/content/outlets' });
  const navigate = useNavigate({ from: '/content/outlets' });
  const searchRef = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery(outletsQuery(search));
  const { data: summary } = useQuery(outletSummaryQuery);
  const deeds = useOutletDeeds();
  const [selection, setSelection] = useState(emptySelection);
  const [active, setActive] = useState<number>();
  const [opened, setOpened] = useState<OpenOutlet>();

  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const ids = rows.map(({ id }) => id);
  const change = useCallback(
    (next: Partial<Record<keyof OutletSearch, unknown>>) => {
      setActive(undefined);
      setSelection(emptySelection);
      void navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: 'q' in next });
    },
    [navigate],
  );
  const clear = () => change({ q: undefined, status: undefined, group: undefined, archived: undefined });
  const select = (id: string, isRange: boolean) => setSelection((before) => (isRange ? extendTo(before, id, ids) : toggleRow(before, id)));
  const step = (by: number) => setActive((before) => Math.min(Math.max((before ?? (by > 0 ? -1 : 1)) + by, 0), rows.length - 1));
  const activeRow = active === undefined ? undefined : rows[active];
  const canSelect = canWrite && !search.archived;
  useListKeys({
    '/': () => searchRef.current?.select(),
    j: () => step(1),
    k: () => step(-1),
    x: (event) => activeRow && canSelect && select(activeRow.id, event.shiftKey),
    enter: () => activeRow && canWrite && setOpened({ what: 'edit', outlet: activeRow }),
    escape: () => setSelection(emptySelection),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const add = (
    <Button look="primary" onClick={() => setOpened({ what: 'add' })}>
      <Plus className="size-4" aria-hidden /> {t('outlets.add')}
    </Button>
  );
  const importList = (
    <Button onClick={() => setOpened({ what: 'import' })}>
      <Upload className="size-4" aria-hidden /> {t('outlets.import')}
    </Button>
  );
  return (
    <Page
      title={t('content.tab.outlets')}
      hint={t('outlets.hint')}
      actions={
        canWrite && (
          <>
            {rows.length > 0 && (
              <Button onClick={() => setOpened({ what: 'campaign' })}>
                <Link2 className="size-4" aria-hidden /> {t('outlets.act.links')}
              </Button>
            )}
            {importList}
            {add}
          </>
        )
      }
    >
      <ContentTabs current="outlets" />
      <OutletFilters search={search} summary={summary} onChange={change} searchRef={searchRef} />
      {rows.length > 0 ? (
        <>
          <OutletGrid
            key={JSON.stringify(search)}
            rows={rows}
            selected={selection.ids}
            canSelect={canSelect}
            canWrite={canWrite}
            active={active}
            onActive={setActive}
            onSelect={select}
            onSelectAll={() => setSelection((before) => toggleAll(before, ids))}
            onAct={(what, outlet) => (what === 'restore' || what === 'archive' ? deeds[what].mutate(outlet) : setOpened({ what, outlet }))}
            onNearEnd={readMore}
          />
          <p className="text-center text-sm text-soft">
            {hasNextPage ? t('content.loadingMore') : t('outlets.end', { count: rows.length })}
          </p>
        </>
      ) : (
        <Panel isFlush>
          <QueryState query={query}>{() => <OutletsEmpty search={search} onClear={clear} action={canWrite && importList} />}</QueryState>
        </Panel>
      )}
      {selection.ids.size > 0 && (
        <FloatingBar
          label={t('outlets.selection')}
          count={t('outlets.selected', { count: selection.ids.size })}
          clearLabel={t('outlets.clearSelection')}
          onClear={() => setSelection(emptySelection)}
        >
          <Button look="primary" onClick={() => setOpened({ what: 'campaign', outletIds: [...selection.ids] })}>
            <Link2 className="size-4" aria-hidden /> {t('outlets.act.linksMany', { count: selection.ids.size })}
          </Button>
        </FloatingBar>
      )}
      <OutletPopup
        opened={opened}
        groups={summary?.groups.map(({ name }) => name).filter(Boolean) ?? []}
        onOpen={setOpened}
        onClose={() => {
          setOpened(undefined);
          if (search.campaign || search.link) change({ campaign: undefined, link: undefined });
        }}
        {...(canWrite ? { campaign: search.campaign, linkFor: search.link } : {})}
      />
    </Page>
  );
}
