import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatMoney } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { classes } from '../../ui/classes.ts';
import { Panel } from '../../ui/panel.tsx';
import { groupLines } from './item-groups.ts';

type Line = Schemas['OrderLine'];

/** What was bought, and whether the stock for it is there. Lines of the same thing stand together. */
export function ItemsPanel({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('order.items')} isFlush>
      <ul className="divide-y divide-line/70">
        {groupLines(lines).map((line) => (
          <li key={line.id} className={classes('flex gap-3 px-4 py-3', line.status === 'cancelled' && 'text-soft')}>
            <span className="grid h-10 min-w-10 shrink-0 place-items-center rounded-lg bg-page px-1.5 text-base font-semibold">
              {line.quantity} ×
            </span>
            <div className="min-w-0 flex-1">
              <p className="leading-snug font-medium">{line.title}</p>
              <p className="text-sm text-soft">{[line.variantName, line.sellerCode].filter(Boolean).join(' · ')}</p>
              <Reservations line={line} />
            </div>
            <div className="flex shrink-0 flex-col items-end gap-1">
              <span>{formatMoney(line.unitPrice)}</span>
              {line.status !== 'open' && (
                <Badge tone={line.status === 'shipped' ? 'good' : 'neutral'}>{t(`order.lineStatus.${line.status}`)}</Badge>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const marks = {
  open: { icon: CircleCheck, look: 'text-good' },
  consumed: { icon: CircleCheck, look: 'text-soft' },
  short: { icon: CircleAlert, look: 'text-bad font-medium' },
  pending: { icon: CircleDashed, look: 'text-warn' },
  released: { icon: CircleDashed, look: 'text-soft' },
} as const;

function Reservations({ line }: { line: Line }) {
  const { t } = useTranslation();
  return line.reservations.map(({ skuId, skuCode, quantity, state }) => {
    const { icon: Icon, look } = marks[state as keyof typeof marks] ?? marks.released;
    const key = state in marks ? state : 'released';
    return (
      <p key={`${skuId} ${state}`} className={classes('mt-0.5 flex items-center gap-1.5 text-sm', look)}>
        <Icon className="size-4 shrink-0" aria-hidden />
        {skuCode === null ? t('order.unmapped', { count: quantity }) : t(`order.reservation.${key}`, { count: quantity, sku: skuCode })}
      </p>
    );
  });
}
