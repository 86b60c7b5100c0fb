import { CircleAlert, Hand, PackageX, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { classes } from '../../ui/classes.ts';
import { deadlineOf, urgencyOf, urgencyTones } from './urgency.ts';

type Order = Schemas['Order'];

export const statusTones: Readonly<Record<Order['status'], Tone>> = {
  unpaid: 'neutral',
  on_hold: 'warn',
  to_arrange: 'info',
  to_hand_over: 'accent',
  partially_shipped: 'accent',
  shipped: 'good',
  delivered: 'good',
  completed: 'good',
  cancelled: 'neutral',
};

/** The status, and whatever stands beside it: held, failed, short of stock, to be cancelled, printed. */
export function OrderBadges({ order }: { order: Order }) {
  const { t } = useTranslation();
  const isHeld = order.holdReason !== '' || order.fulfilState === 'held';
  return (
    <span className="flex flex-wrap gap-1">
      <Badge tone={statusTones[order.status]}>{t(`orders.status.${order.status}`)}</Badge>
      {order.isCancelRequested && order.status !== 'cancelled' && (
        <Badge tone="bad">
          <PackageX className="size-3.5" aria-hidden /> {t('orders.cancelRequested')}
        </Badge>
      )}
      {isHeld && (
        <Badge tone="warn">
          <Hand className="size-3.5" aria-hidden /> {t('orders.held')}
        </Badge>
      )}
      {order.hasShortfall && (
        <Badge tone="bad">
          <CircleAlert className="size-3.5" aria-hidden /> {t('orders.shortfall')}
        </Badge>
      )}
      {order.fulfilState === 'failed' && <Badge tone="bad">{t('orders.fulfil.failed')}</Badge>}
      {order.fulfilState === 'working' && (
        <Badge tone="info" isPulsing>
          {t('orders.fulfil.working')}
        </Badge>
      )}
      {order.fulfilState === 'waiting' && <Badge tone="info">{t('orders.fulfil.waiting')}</Badge>}
      {order.printedAt !== null && (
        <Badge tone="neutral">
          <Printer className="size-3.5" aria-hidden /> {t('orders.isPrinted')}
        </Badge>
      )}
    </span>
  );
}

/** When it must be out of the house, and how near that is. */
export function Deadline({ order, now, isInline = false }: { order: Order; now: number; isInline?: boolean }) {
  const { t } = useTranslation();
  const deadline = deadlineOf(order);
  if (deadline === null) return <span className="text-faint">–</span>;
  const urgency = urgencyOf(deadline, now);
  const distance = formatDistance(deadline, now);
  const instant = formatInstant(deadline, new Date(now));
  const isPressing = urgency !== 'later';
  return (
    <span className={classes('flex items-start leading-tight', isInline ? 'flex-row-reverse items-center gap-2' : 'flex-col gap-0.5')}>
      {isPressing ? (
        <Badge tone={urgencyTones[urgency]}>{urgency === 'late' ? `${t('orders.late')} · ${distance}` : distance}</Badge>
      ) : (
        <span>{isInline ? distance : instant}</span>
      )}
      <span className="text-sm text-soft">{isPressing || isInline ? instant : distance}</span>
    </span>
  );
}
