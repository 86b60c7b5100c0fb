import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PackagePlus, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { type SkuPart, skuParts } from '../../app/stock-search.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { TabBar, tabLook } from '../../ui/section-tabs.tsx';
import { LevelsPart } from './levels-part.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { MovementsPart } from './movements-part.tsx';
import { PublishingPart } from './publishing/publishing-part.tsx';
import type { MoveKind } from './stock-change.ts';
import { skuQuery } from './stock-queries.ts';
import { ThresholdsDialog } from './thresholds-dialog.tsx';

/** One SKU beside the list: what is where, what happened to it, and what the marketplaces show of it. */
export function SkuDrawer({ skuId, part, onClose }: { skuId: string; part: SkuPart; onClose: () => void }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const query = useQuery(skuQuery(skuId));
  const [open, setOpen] = useState<{ what: 'move'; kind: MoveKind } | { what: 'thresholds' }>();
  const sku = query.data?.sku;
  return (
    <Drawer
      isOpen
      isWide
      onClose={onClose}
      title={sku?.code ?? t('shell.loading')}
      hint={sku?.name}
      footer={
        canWrite &&
        sku && (
          <>
            <Button look="primary" onClick={() => setOpen({ what: 'move', kind: 'receipt' })}>
              <PackagePlus className="size-4" aria-hidden /> {t('stock.adjust')}
            </Button>
            <Button onClick={() => setOpen({ what: 'thresholds' })}>
              <SlidersHorizontal className="size-4" aria-hidden /> {t('stockDetail.thresholds.title')}
            </Button>
          </>
        )
      }
    >
      <div className="shrink-0">
        <TabBar label={t('stockDetail.parts')}>
          {skuParts.map((one) => (
            <li key={one}>
              <Link
                to="/stock"
                search={(before) => ({ ...before, part: one })}
                replace
                resetScroll={false}
                aria-current={one === part ? 'page' : undefined}
                className={tabLook(one === part)}
              >
                {t(`stockDetail.part.${one}`)}
              </Link>
            </li>
          ))}
        </TabBar>
      </div>
      <QueryState query={query}>
        {() => (
          <>
            {part === 'levels' && <LevelsPart skuId={skuId} onMove={canWrite ? (kind) => setOpen({ what: 'move', kind }) : undefined} />}
            {part === 'movements' && <MovementsPart skuId={skuId} />}
            {part === 'publishing' && <PublishingPart skuId={skuId} />}
          </>
        )}
      </QueryState>
      {open?.what === 'move' && sku && <MoveDialog sku={sku} kind={open.kind} onClose={() => setOpen(undefined)} />}
      {open?.what === 'thresholds' && sku && <ThresholdsDialog sku={sku} onClose={() => setOpen(undefined)} />}
    </Drawer>
  );
}
