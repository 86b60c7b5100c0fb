import { useInfiniteQuery } from '@tanstack/react-query';
import { Boxes, Plus, Search, SearchX } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { AdjustDialog } from '../features/stock/adjust-dialog.tsx';
import { CreateSkuDialog } from '../features/stock/create-sku-dialog.tsx';
import { LedgerDrawer } from '../features/stock/ledger-drawer.tsx';
import { ShortfallPanel } from '../features/stock/shortfall-panel.tsx';
import { SkuCards } from '../features/stock/sku-cards.tsx';
import { SkuTable } from '../features/stock/sku-table.tsx';
import { skuListQuery } from '../features/stock/stock-queries.ts';
import type { Schemas } from '../lib/api.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useMedia } from '../ui/media.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';

type Open = { what: 'create' } | { what: 'adjust' | 'ledger'; sku: Schemas['Sku'] };

/** What is there, what is promised, what is missing. */
export function StockPage() {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const searchRef = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = useInfiniteQuery({ ...skuListQuery(q), placeholderData: (before) => before });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const Skus = useMedia('(min-width: 768px)') ? SkuTable : SkuCards;
  useListKeys({ '/': () => searchRef.current?.select() });
  const create = canWrite && (
    <Button look="primary" onClick={() => setOpen({ what: 'create' })}>
      <Plus className="size-4" aria-hidden /> {t('stock.create')}
    </Button>
  );
  // The row may have changed since it was opened.
  const skus = query.data?.pages.flatMap((page) => page.items) ?? [];
  const sku = open && 'sku' in open ? (skus.find((one) => one.id === open.sku.id) ?? open.sku) : undefined;
  return (
    <Page title={t('stock.title')} hint={t('stock.hint')} actions={create}>
      <ShortfallPanel />
      <div className="relative max-w-md">
        <Search className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" aria-hidden />
        <input
          ref={searchRef}
          type="search"
          aria-label={t('stock.search')}
          aria-keyshortcuts="/"
          placeholder={t('stock.searchPlaceholder')}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
          className="h-9 w-full rounded-lg border border-edge bg-panel pr-3 pl-9 placeholder:text-faint"
        />
      </div>
      <Panel isFlush>
        <QueryState query={query}>
          {() =>
            skus.length > 0 ? (
              <Skus
                skus={skus}
                onAdjust={(chosen) => setOpen({ what: 'adjust', sku: chosen })}
                onLedger={(chosen) => setOpen({ what: 'ledger', sku: chosen })}
              />
            ) : q ? (
              <EmptyState icon={SearchX} title={t('stock.noMatch')} help={t('stock.noMatchHelp')} />
            ) : (
              <EmptyState icon={Boxes} title={t('stock.none')} help={t('stock.noneHelp')} action={create} />
            )
          }
        </QueryState>
        <MoreButton query={query} />
      </Panel>
      {open?.what === 'create' && <CreateSkuDialog onClose={close} />}
      {open?.what === 'adjust' && sku && <AdjustDialog sku={sku} onClose={close} />}
      {open?.what === 'ledger' && sku && <LedgerDrawer sku={sku} onClose={close} />}
    </Page>
  );
}
