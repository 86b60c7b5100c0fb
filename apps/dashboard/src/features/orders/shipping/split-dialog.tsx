import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schemas } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { packagesOf } from './split-parts.ts';
import { useMarketplaceDeed } from './use-marketplace-deed.ts';

/** Divides an order into parcels at its marketplace: every open line goes into one of them. */
export function SplitDialog({ order, onClose }: { order: Schemas['OrderDetail']; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const lines = order.lines.filter((line) => line.status === 'open');
  const [count, setCount] = useState(2);
  const [parcelOf, setParcelOf] = useState<Readonly<Record<string, number>>>({});
  const packages = packagesOf(lines, parcelOf);
  const split = useMarketplaceDeed(
    order.id,
    () => read(api.POST('/api/orders/{orderId}/split', { params: { path: { orderId: order.id } }, body: { packages } })),
    t('orderShipping.split.done', { count: packages.length }),
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('orderShipping.split.title')}
      hint={t('orderShipping.split.help')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            disabled={packages.length < 2}
            isBusy={split.isPending}
            onClick={() => split.mutate(undefined, { onSuccess: onClose })}
          >
            {t('orderShipping.split.submit', { count: packages.length })}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-3 pb-2">
        {lines.map((line) => (
          <li key={line.id} className="flex items-center justify-between gap-3">
            <label htmlFor={`${id}-${line.id}`} className="min-w-0 leading-tight">
              {line.quantity} × {line.title}
              <span className="block truncate text-sm text-soft">{[line.variantName, line.sellerCode].filter(Boolean).join(' · ')}</span>
            </label>
            <select
              id={`${id}-${line.id}`}
              value={parcelOf[line.id] ?? 0}
              onChange={(event) => setParcelOf({ ...parcelOf, [line.id]: Number(event.target.value) })}
              className="h-9 shrink-0 rounded-lg border border-edge bg-panel px-2"
            >
              {Array.from({ length: count }, (_, parcel) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is its number
                <option key={parcel} value={parcel}>
                  {t('orderShipping.split.parcel', { number: parcel + 1 })}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      {count < lines.length && (
        <Button size="small" onClick={() => setCount(count + 1)}>
          <Plus className="size-4" aria-hidden /> {t('orderShipping.split.another')}
        </Button>
      )}
      {packages.length < 2 && <p className="mt-2 text-sm text-soft">{t('orderShipping.split.tooFew')}</p>}
    </Dialog>
  );
}
