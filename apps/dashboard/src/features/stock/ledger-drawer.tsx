import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatInstant, formatNumber } from '../../lib/format.ts';
import { classes } from '../../ui/classes.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { actorName } from '../orders/history-sentence.ts';
import { movementsQuery } from './stock-queries.ts';

/** Every movement of a SKU, newest first: why there is as much as there is. */
export function LedgerDrawer({ sku, onClose }: { sku: Schemas['Sku']; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(movementsQuery(sku.id));
  return (
    <Drawer isOpen onClose={onClose} title={t('stock.ledgerOf', { code: sku.code })} hint={t('stock.onHandNow', { count: sku.onHand })}>
      <QueryState query={query}>
        {({ pages }) => {
          const movements = pages.flatMap((page) => page.items);
          if (movements.length === 0) return <p className="p-5 text-soft">{t('stock.ledgerEmpty')}</p>;
          return (
            <ol className="divide-y divide-line/70">
              {movements.map((movement) => (
                <li key={movement.id} className="flex items-start justify-between gap-4 px-5 py-3">
                  <div className="min-w-0">
                    <p className="font-medium">{t(`stock.kinds.${movement.kind}`, { defaultValue: movement.kind })}</p>
                    {movement.reason && <p className="break-words">{movement.reason}</p>}
                    <p className="text-sm text-soft">
                      {formatInstant(movement.at)} · {t('order.by', { who: actorName(t, movement.actor) })}
                    </p>
                  </div>
                  <span className={classes('text-base font-semibold', movement.quantity < 0 ? 'text-bad' : 'text-good')}>
                    {movement.quantity < 0 ? '−' : '+'}
                    {formatNumber(Math.abs(movement.quantity))}
                  </span>
                </li>
              ))}
            </ol>
          );
        }}
      </QueryState>
      <MoreButton query={query} />
    </Drawer>
  );
}
