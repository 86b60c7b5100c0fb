import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatInstant, formatMoney } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { classes } from '../../ui/classes.ts';
import { GridCell } from '../../ui/grid.tsx';
import { SelectBox } from '../../ui/select-box.tsx';
import { Deadline, OrderBadges } from './order-badges.tsx';
import { deadlineOf } from './urgency.ts';

type Order = Schemas['Order'];

export interface OrderRowProps {
  order: Order;
  now: number;
  isSelected: boolean;
  /** It was in this list when the list was opened, and is not any more. */
  hasLeft: boolean;
  canSelect: boolean;
  onSelect: (id: string, isRange: boolean) => void;
}

export const orderColumns =
  'grid grid-cols-[2rem_minmax(10rem,1.3fr)_minmax(6.5rem,1fr)_minmax(7rem,1fr)_8rem_minmax(9rem,1.25fr)_minmax(8rem,1fr)_7rem] gap-x-3 px-3';

/** One order on a wide screen. */
export function OrderRow({ order, now, isSelected, hasLeft, canSelect, onSelect }: OrderRowProps) {
  const { t } = useTranslation();
  return (
    <div className={classes(orderColumns, 'items-center py-2', hasLeft && 'text-soft')}>
      <GridCell>{canSelect && <RowBox order={order} isSelected={isSelected} onSelect={onSelect} />}</GridCell>
      <GridCell className="min-w-0 leading-tight">
        <OrderLink order={order} />
        <span className="block truncate text-sm text-soft">
          {order.shopName} · {formatInstant(order.placedAt, new Date(now))}
        </span>
      </GridCell>
      <GridCell className="min-w-0 leading-tight">
        <span className="block">{t('orders.units', { count: order.unitCount })}</span>
        <SkuCodes order={order} />
      </GridCell>
      <GridCell className="min-w-0 leading-tight">
        <span className="block truncate">{order.buyerName || <span className="text-faint">{t('orders.noBuyer')}</span>}</span>
        <span className="block truncate text-sm text-soft">{order.carrierName}</span>
      </GridCell>
      <GridCell>
        <Deadline order={order} now={now} />
      </GridCell>
      <GridCell>{hasLeft ? <Badge>{t('orders.movedOn')}</Badge> : <OrderBadges order={order} />}</GridCell>
      <GridCell className="min-w-0 truncate font-mono text-sm text-soft">
        <Tracking order={order} />
      </GridCell>
      <GridCell className="text-right">{formatMoney(order.total)}</GridCell>
    </div>
  );
}

/** One order on a phone. */
export function OrderCard({ order, now, isSelected, hasLeft, canSelect, onSelect }: OrderRowProps) {
  const { t } = useTranslation();
  return (
    <div className={classes('flex gap-3 px-3 py-3', hasLeft && 'text-soft')}>
      {canSelect && (
        <GridCell>
          <RowBox order={order} isSelected={isSelected} onSelect={onSelect} />
        </GridCell>
      )}
      <GridCell className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex items-start justify-between gap-2 leading-tight">
          <span className="min-w-0">
            <OrderLink order={order} />
            <span className="block truncate text-sm text-soft">{order.shopName}</span>
          </span>
          <span className="shrink-0 font-medium">{formatMoney(order.total)}</span>
        </div>
        <div className="flex items-center gap-1 text-sm text-soft">
          <span className="shrink-0">{t('orders.units', { count: order.unitCount })}</span> ·{' '}
          <span className="truncate">{order.buyerName || t('orders.noBuyer')}</span>
        </div>
        <div className="flex flex-wrap items-end justify-between gap-2">
          {hasLeft ? <Badge>{t('orders.movedOn')}</Badge> : <OrderBadges order={order} />}
          {deadlineOf(order) !== null && <Deadline order={order} now={now} isInline />}
        </div>
      </GridCell>
    </div>
  );
}

function OrderLink({ order }: { order: Order }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/orders/$orderId"
      params={{ orderId: order.id }}
      aria-label={t('orders.open', { number: order.externalId })}
      className="block truncate font-medium hover:text-accent hover:underline"
    >
      {order.externalId}
    </Link>
  );
}

function SkuCodes({ order: { skuCodes } }: { order: Order }) {
  const [first, ...rest] = skuCodes;
  return (
    <span className="block truncate text-sm text-soft" title={skuCodes.join(', ')}>
      {first}
      {rest.length > 0 && ` +${rest.length}`}
    </span>
  );
}

function Tracking({ order: { trackingNumbers } }: { order: Order }) {
  const { t } = useTranslation();
  const [first, ...rest] = trackingNumbers;
  if (first === undefined) {
    return (
      <span className="text-faint">
        <span aria-hidden>–</span> <span className="sr-only">{t('orders.noTracking')}</span>
      </span>
    );
  }
  return <span title={trackingNumbers.join(', ')}>{rest.length > 0 ? `${first} +${rest.length}` : first}</span>;
}

function RowBox({ order, isSelected, onSelect }: Pick<OrderRowProps, 'order' | 'isSelected' | 'onSelect'>) {
  const { t } = useTranslation();
  return (
    <SelectBox
      label={t('orders.selectRow', { number: order.externalId })}
      isSelected={isSelected}
      onSelect={(isRange) => onSelect(order.id, isRange)}
    />
  );
}
