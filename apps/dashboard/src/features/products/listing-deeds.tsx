import { Eye, EyeOff, Info, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EditListingDialog } from './edit-listing-dialog.tsx';
import { type ProductDeed, reasonsWhyNot, whyNot } from './platform-deeds.ts';
import { deleteProduct, setActive } from './product-calls.ts';
import { type ListingDetail, usePlatforms } from './product-queries.ts';

const deeds: readonly ProductDeed[] = ['listing-activate', 'listing-update', 'listing-remove', 'price-write', 'stock-write'];
const stale = [['listings'], ['mappings']];

/** What may be done with a listing at its marketplace; of what may not, the marketplace's own reason. */
export function ListingDeeds({ listing, onGone }: { listing: ListingDetail; onGone: () => void }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const platform = usePlatforms().get(listing.platform);
  const market = platform?.title ?? listing.platform;
  const [open, setOpen] = useState<'edit' | 'delete' | 'hide'>();
  const close = () => setOpen(undefined);
  const activate = useAction((isActive: boolean) => setActive(listing, isActive), {
    stale,
    said: (isActive) => t(isActive ? 'products.act.activated' : 'products.act.deactivated', { market }),
  });
  const remove = useAction(() => deleteProduct(listing), { stale, said: t('products.act.deleted', { market }) });
  if (!canWrite || listing.isGone) return null;
  const can = (deed: ProductDeed) => whyNot(platform, deed) === undefined;
  const reasons = reasonsWhyNot(platform, deeds);
  return (
    <section aria-label={t('products.act.title')} className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {can('listing-activate') && listing.isLive !== true && (
          <Button look="primary" isBusy={activate.isPending} onClick={() => activate.mutate(true)}>
            <Eye className="size-4" aria-hidden /> {t('products.act.activate')}
          </Button>
        )}
        {can('listing-activate') && listing.isLive !== false && (
          <Button isBusy={activate.isPending} onClick={() => setOpen('hide')}>
            <EyeOff className="size-4" aria-hidden /> {t('products.act.deactivate')}
          </Button>
        )}
        {can('listing-update') && (
          <Button onClick={() => setOpen('edit')}>
            <Pencil className="size-4" aria-hidden /> {t('products.act.edit')}
          </Button>
        )}
        {can('listing-remove') && (
          <Button look="danger" onClick={() => setOpen('delete')}>
            <Trash2 className="size-4" aria-hidden /> {t('products.act.delete')}
          </Button>
        )}
      </div>
      {reasons.length > 0 && (
        <div className="flex gap-2 rounded-lg bg-info-wash px-3 py-2 text-sm">
          <Info className="mt-0.5 size-4 shrink-0 text-info" aria-hidden />
          <div>
            <p className="font-medium text-info">{t('products.act.notPossible', { market })}</p>
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {open === 'edit' && <EditListingDialog listing={listing} onClose={close} />}
      {open === 'hide' && (
        <ConfirmDialog
          title={t('products.act.hideTitle')}
          help={t('products.act.hideHelp', { market })}
          submit={t('products.act.deactivate')}
          look="primary"
          isBusy={activate.isPending}
          onConfirm={() => activate.mutate(false, { onSuccess: close })}
          onClose={close}
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          title={t('products.act.deleteTitle')}
          help={t('products.act.deleteHelp', { market })}
          submit={t('products.act.delete')}
          typed={t('products.act.deleteWord')}
          isBusy={remove.isPending}
          onConfirm={() => remove.mutate(undefined, { onSuccess: onGone })}
          onClose={close}
        />
      )}
    </section>
  );
}
