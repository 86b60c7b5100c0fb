import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatInstant, formatMoney } from '../../lib/format.ts';
import { useNow } from '../../ui/clock.ts';
import { Panel } from '../../ui/panel.tsx';
import { notify } from '../../ui/toast.tsx';
import { Deadline, OrderBadges } from './order-badges.tsx';

/** Where the order stands, until when, and for how much. */
export function OrderHeader({ order }: { order: Schemas['OrderDetail'] }) {
  const { t } = useTranslation();
  const now = useNow(20_000);
  const facts: [string, string][] = [
    [t('order.paid'), order.paidAt ? formatInstant(order.paidAt, new Date(now)) : '–'],
    [t('order.subtotal'), formatMoney(order.subtotal)],
    [t('order.shipping'), formatMoney(order.shipping)],
    [t('order.total'), formatMoney(order.total)],
  ];
  return (
    <Panel>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="flex flex-col gap-1.5">
          <OrderBadges order={order} />
          <p className="text-sm text-soft">
            {t('order.marketplaceSays', { status: order.externalStatus })} ·{' '}
            <button
              type="button"
              className="inline-flex min-h-6 items-center gap-1 underline hover:text-ink"
              onClick={() => void navigator.clipboard.writeText(order.externalId).then(() => notify(t('shell.copied')))}
            >
              <Copy className="size-3.5" aria-hidden /> {t('order.copyNumber')}
            </button>
          </p>
        </div>
        <dl className="flex flex-wrap gap-x-8 gap-y-3">
          <div>
            <dt className="text-sm text-soft">{t(order.status === 'to_hand_over' ? 'order.handOverBy' : 'order.shipBy')}</dt>
            <dd>
              <Deadline order={order} now={now} />
            </dd>
          </div>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt className="text-sm text-soft">{label}</dt>
              <dd className={label === t('order.total') ? 'font-semibold' : ''}>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}
