import { Hand, Play, Printer, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { onlyResult, useOrderAction, useShipping } from './order-detail-query.ts';
import { OwnCarrierDialog } from './own-carrier-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { MoreOrderActions } from './shipping/more-order-actions.tsx';

type Order = Schemas['OrderDetail'];
const shippable: readonly Order['status'][] = ['to_arrange', 'partially_shipped'];

const cancellable: readonly Order['status'][] = ['unpaid', 'on_hold', 'to_arrange', 'to_hand_over'];

/** What this person may do with this order now. */
export function OrderActions({ order }: { order: Order }) {
  const { t } = useTranslation();
  const canWrite = useMay('orders:write');
  const canPrint = useMay('printing:write');
  const [open, setOpen] = useState<'own' | 'hold' | 'reprint'>();
  const path = { orderId: order.id };
  const hold = useOrderAction(
    order.id,
    (holdReason: string) => read(api.PATCH('/api/orders/{orderId}', { params: { path }, body: { holdReason } })),
    (reason) => t(reason === '' ? 'order.act.released' : 'order.act.held'),
  );
  const ship = useShipping(order.id, () =>
    read(api.POST('/api/orders/bulk', { body: { action: 'fulfil', orderIds: [order.id] } })).then(onlyResult),
  );
  const byRules = useShipping(order.id, () => read(api.POST('/api/fulfillment/auto/{orderId}', { params: { path } })));
  const parcel = order.packages.find((one) => one.label !== null && one.status !== 'cancelled');
  const lastJob = order.printJobs.find((job) => job.documentKind === 'label' && (!parcel || job.packageId === parcel.id));
  const print = useOrderAction(
    order.id,
    (packageId: string) => read(api.POST('/api/printers/queue', { body: { packageId, copies: 1, priority: 5, expiresInMinutes: 15 } })),
    t('order.act.printQueued'),
  );
  const reprint = useOrderAction(
    order.id,
    ({ printJobId, reason }: { printJobId: string; reason: string }) =>
      read(api.POST('/api/printers/queue/{printJobId}/reprint', { params: { path: { printJobId } }, body: { reason } })),
    t('order.act.printQueued'),
  );
  // What is on its way already is not offered again, even while the marketplace still calls it to be shipped.
  const isUnderWay =
    ['waiting', 'working'].includes(order.fulfilState) || (order.fulfilState === 'done' && order.status !== 'partially_shipped');
  const isShippable = shippable.includes(order.status) && order.holdReason === '' && !isUnderWay;
  const isPrinted = order.printedAt !== null && lastJob !== undefined;
  const isHoldable = !['cancelled', 'completed', 'delivered'].includes(order.status);
  const isCancellable = cancellable.includes(order.status);
  if (!canWrite && !canPrint) return null;

  return (
    <>
      {canWrite && isShippable && !order.isPlatformShipped && (
        <Button look="primary" onClick={() => setOpen('own')}>
          <Truck className="size-4" aria-hidden /> {t('order.act.shipOwn')}
        </Button>
      )}
      {canWrite && isShippable && order.isPlatformShipped && (
        <Button look="primary" onClick={() => ship.mutate()} isBusy={ship.isPending}>
          <Truck className="size-4" aria-hidden /> {t('order.act.ship')}
        </Button>
      )}
      {canPrint && isPrinted && (
        <Button onClick={() => setOpen('reprint')}>
          <Printer className="size-4" aria-hidden /> {t('order.act.reprint')}
        </Button>
      )}
      {canPrint && !isPrinted && parcel && (
        <Button look={isShippable ? 'secondary' : 'primary'} onClick={() => print.mutate(parcel.id)} isBusy={print.isPending}>
          <Printer className="size-4" aria-hidden /> {t('order.act.print')}
        </Button>
      )}
      {canWrite && order.holdReason !== '' && (
        <Button look="primary" onClick={() => hold.mutate('')} isBusy={hold.isPending}>
          <Play className="size-4" aria-hidden /> {t('order.act.release')}
        </Button>
      )}
      {canWrite && order.holdReason === '' && isHoldable && (
        <Button onClick={() => setOpen('hold')}>
          <Hand className="size-4" aria-hidden /> {t('order.act.hold')}
        </Button>
      )}
      {canWrite && (
        <MoreOrderActions
          order={order}
          isShippable={isShippable}
          isOpen={isCancellable}
          onRules={() => byRules.mutate()}
          onOwnCarrier={() => setOpen('own')}
        />
      )}
      {open === 'own' && <OwnCarrierDialog order={order} onClose={() => setOpen(undefined)} />}
      {open === 'hold' && (
        <ReasonDialog
          title={t('order.act.holdTitle')}
          hint={t('order.notice.heldHelp')}
          placeholder={t('orders.bulk.reasonPlaceholder')}
          submit={t('order.act.hold')}
          isBusy={hold.isPending}
          onClose={() => setOpen(undefined)}
          onSubmit={(reason) => hold.mutate(reason, { onSuccess: () => setOpen(undefined) })}
        />
      )}
      {open === 'reprint' && lastJob && (
        <ReasonDialog
          title={t('order.act.reprintTitle')}
          hint={t('order.act.reprintHelp')}
          placeholder={t('order.act.reprintPlaceholder')}
          submit={t('order.act.reprint')}
          isBusy={reprint.isPending}
          onClose={() => setOpen(undefined)}
          onSubmit={(reason) => reprint.mutate({ printJobId: lastJob.id, reason }, { onSuccess: () => setOpen(undefined) })}
        />
      )}
    </>
  );
}
