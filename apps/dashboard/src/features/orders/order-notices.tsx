import { Link } from '@tanstack/react-router';
import { CircleAlert, Hand, PackageX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { CancellationAnswer } from './shipping/cancellation-answer.tsx';

const looks = { warn: 'bg-warn-wash text-warn', bad: 'bg-bad-wash text-bad' } as const;

function Notice({
  tone,
  icon: Icon,
  title,
  children,
}: {
  tone: keyof typeof looks;
  icon: typeof Hand;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className={`flex gap-3 rounded-xl px-4 py-3 ${looks[tone]}`}>
      <Icon className="mt-0.5 size-5 shrink-0" aria-hidden />
      <div>
        <p className="font-semibold">{title}</p>
        {children && <div className="text-ink">{children}</div>}
      </div>
    </div>
  );
}

/** Why the hub or its marketplace holds it back; a wish to cancel does so too, and has a notice of its own. */
const heldByItself = ({ packages, fulfilState, fulfilNote }: Schemas['OrderDetail']): string =>
  packages.find((parcel) => parcel.holdReason)?.holdReason || (fulfilState === 'held' ? fulfilNote : '');

/** What stands in the way, and what to do about it. */
export function OrderNotices({ order }: { order: Schemas['OrderDetail'] }) {
  const { t } = useTranslation();
  const isOver = order.status === 'cancelled';
  const isAsked = order.isCancelRequested && !isOver;
  const held = isOver ? '' : order.holdReason || (isAsked ? '' : heldByItself(order));
  return (
    <>
      {isAsked && (
        <Notice tone="bad" icon={PackageX} title={t('order.notice.cancel')}>
          {t('order.notice.cancelHelp')}
          <CancellationAnswer order={order} />
        </Notice>
      )}
      {held && (
        <Notice tone="warn" icon={Hand} title={t('order.notice.held', { reason: hubSays(held) })}>
          {t('order.notice.heldHelp')}
        </Notice>
      )}
      {isOver && order.fulfilState === 'held' && <Notice tone="warn" icon={PackageX} title={hubSays(order.fulfilNote)} />}
      {order.fulfilState === 'failed' && (
        <Notice tone="bad" icon={CircleAlert} title={t('order.notice.failed')}>
          {hubSays(order.fulfilNote)}
        </Notice>
      )}
      {order.hasShortfall && !isOver && (
        <Notice tone="bad" icon={CircleAlert} title={t('order.notice.shortfall')}>
          {t('order.notice.shortfallHelp')}{' '}
          <Link to="/stock" className="font-medium underline">
            {t('order.notice.openStock')}
          </Link>
        </Notice>
      )}
    </>
  );
}
