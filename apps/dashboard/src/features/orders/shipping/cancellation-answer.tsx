import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { api, read, type Schemas } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { whyNot } from '../../products/platform-deeds.ts';
import { usePlatforms } from '../../products/product-queries.ts';
import { useMarketplaceDeed } from './use-marketplace-deed.ts';

/** Accepts or refuses the buyer's wish to cancel; says why not where the marketplace has no call for it. */
export function CancellationAnswer({ order }: { order: Schemas['OrderDetail'] }) {
  const { t } = useTranslation();
  const canWrite = useMay('orders:write');
  const platform = usePlatforms().get(order.platform);
  const reason = whyNot(platform, 'answer-cancellation');
  const [asking, setAsking] = useState<'accept' | 'refuse'>();
  const answer = useMarketplaceDeed(
    order.id,
    (isAccepted: boolean) =>
      read(api.POST('/api/orders/{orderId}/cancellation', { params: { path: { orderId: order.id } }, body: { isAccepted } })),
    t('orderShipping.answer.done'),
  );
  if (reason !== undefined) return <span className="mt-1 block">{reason}</span>;
  if (!canWrite || !platform) return null;
  const close = () => setAsking(undefined);
  return (
    <span className="mt-2 flex flex-wrap gap-2">
      <Button look="primary" onClick={() => setAsking('accept')}>
        {t('orderShipping.answer.accept')}
      </Button>
      <Button onClick={() => setAsking('refuse')}>{t('orderShipping.answer.refuse')}</Button>
      {asking && (
        <ConfirmDialog
          title={t(`orderShipping.answer.${asking}Title`)}
          help={t(`orderShipping.answer.${asking}Help`, { market: platform.title })}
          submit={t(`orderShipping.answer.${asking}`)}
          look={asking === 'accept' ? 'danger' : 'primary'}
          isBusy={answer.isPending}
          onConfirm={() => answer.mutate(asking === 'accept', { onSettled: close })}
          onClose={close}
        />
      )}
    </span>
  );
}
