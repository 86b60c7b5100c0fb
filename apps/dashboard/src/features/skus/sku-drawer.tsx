import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Boxes, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatMoney, formatNumber } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { EditSkuDialog } from './edit-sku-dialog.tsx';
import { SkuBadges } from './sku-badges.tsx';
import { type Sku, type SkuUse, skuQuery } from './sku-queries.ts';
import { SkuUses } from './sku-uses.tsx';
import { useSkuDeeds } from './use-sku-deeds.ts';

const clockEveryMs = 20_000;

/** One SKU: what it is, what is there of it, and which listings sell it. */
export function SkuDrawer({ skuId, title, onClose }: { skuId: string; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(skuQuery(skuId));
  return (
    <Drawer isOpen isWide onClose={onClose} title={query.data?.sku.code || title || t('skus.one')} hint={query.data?.sku.name}>
      <QueryState query={query}>{({ sku, uses }) => <SkuSheet sku={sku} uses={uses} onClose={onClose} />}</QueryState>
    </Drawer>
  );
}

function SkuSheet({ sku, uses, onClose }: { sku: Sku; uses: readonly SkuUse[]; onClose: () => void }) {
  const { t } = useTranslation();
  const now = useNow(clockEveryMs);
  const size = [sku.lengthMm, sku.widthMm, sku.heightMm];
  const facts: readonly (readonly [string, string])[] = [
    [t('skus.columns.available'), formatNumber(sku.ats)],
    [t('skus.columns.onHand'), formatNumber(sku.onHand)],
    [t('skus.reserved'), formatNumber(sku.reserved)],
    [t('skus.fields.safetyStock'), formatNumber(sku.safetyStock)],
    [t('skus.fields.lowStockAt'), sku.lowStockAt === null ? '–' : formatNumber(sku.lowStockAt)],
    [t('skus.fields.barcode'), sku.barcode ?? '–'],
    [t('skus.fields.cost'), sku.cost ? formatMoney(sku.cost) : '–'],
    [t('skus.weight'), sku.weightGrams === null ? '–' : `${formatNumber(sku.weightGrams)} g`],
    [t('skus.size'), size.some((side) => side !== null) ? `${size.map((side) => side ?? '?').join(' × ')} mm` : '–'],
  ];
  return (
    <>
      <div className="flex items-start gap-4">
        <Thumbnail url={sku.pictureUrl} size="large" />
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <SkuBadges sku={sku} />
          <SkuDeeds sku={sku} onGone={onClose} />
        </div>
      </div>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="font-medium break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {sku.note && <p className="break-words whitespace-pre-wrap">{sku.note}</p>}
      <SkuUses uses={uses} now={now} />
    </>
  );
}

function SkuDeeds({ sku, onGone }: { sku: Sku; onGone: () => void }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const deeds = useSkuDeeds(sku);
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const close = () => setOpen(undefined);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {canWrite && !sku.isArchived && (
        <>
          <Button look="primary" onClick={() => setOpen('edit')}>
            <Pencil className="size-4" aria-hidden /> {t('skus.edit')}
          </Button>
          <Button isBusy={deeds.archive.isPending} onClick={() => deeds.archive.mutate()}>
            <Archive className="size-4" aria-hidden /> {t('skus.archive')}
          </Button>
        </>
      )}
      {canWrite && sku.isArchived && (
        <Button look="primary" isBusy={deeds.restore.isPending} onClick={() => deeds.restore.mutate()}>
          <ArchiveRestore className="size-4" aria-hidden /> {t('skus.restore')}
        </Button>
      )}
      {canWrite && (
        <Button look="danger" onClick={() => setOpen('delete')}>
          <Trash2 className="size-4" aria-hidden /> {t('shell.delete')}
        </Button>
      )}
      <Link to="/stock" className="inline-flex min-h-9 items-center gap-1.5 px-2 font-medium text-accent underline">
        <Boxes className="size-4" aria-hidden /> {t('skus.openStock')}
      </Link>
      {open === 'edit' && <EditSkuDialog sku={sku} onClose={close} />}
      {open === 'delete' && (
        <ConfirmDialog
          title={t('skus.deleteTitle', { code: sku.code })}
          help={t('skus.deleteHelp')}
          submit={t('shell.delete')}
          isBusy={deeds.remove.isPending}
          onConfirm={() => deeds.remove.mutate(undefined, { onSuccess: onGone, onSettled: close })}
          onClose={close}
        />
      )}
    </div>
  );
}
