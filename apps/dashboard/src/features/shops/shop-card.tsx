import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { classes } from '../../ui/classes.ts';
import { RunProgress } from './run-progress.tsx';
import { ShopActions } from './shop-actions.tsx';
import { ShopFacts, SyncTable } from './shop-facts.tsx';
import { isGoing, type Run, type Shop } from './shop-queries.ts';
import { statusTones } from './shop-status.ts';

interface Props {
  shop: Shop;
  /** Shops under the same agreement, which end together. */
  siblings: readonly Shop[];
  runs: readonly Run[];
  now: number;
  onConnect: () => void;
}

export function ShopCard({ shop, siblings, runs, now, onConnect }: Props) {
  const { t } = useTranslation();
  const tone = statusTones[shop.status];
  const going = runs.filter((run) => isGoing(run) && (run.shopId === shop.id || run.shopId === null));
  return (
    <section
      aria-labelledby={shop.id}
      className={classes('flex flex-col rounded-xl border bg-panel', tone === 'bad' ? 'border-bad' : 'border-line')}
    >
      <header className="flex items-start justify-between gap-3 px-4 pt-4">
        <div className="min-w-0">
          <h2 id={shop.id} className="text-base font-semibold break-words">
            {shop.name}
          </h2>
          <p className="text-sm text-soft">
            {shop.platformTitle} · {shop.region} · {shop.externalId}
          </p>
        </div>
        <Badge tone={tone}>{t(`shops.status.${shop.status}`)}</Badge>
      </header>
      <div className="flex flex-1 flex-col gap-4 px-4 py-3">
        {shop.status !== 'connected' && (
          <div className={classes('rounded-lg px-3 py-2', tone === 'bad' ? 'bg-bad-wash' : 'bg-warn-wash')}>
            <p className="font-medium">{t(`shops.todo.${shop.status}`)}</p>
            {shop.statusReason && <p className="text-sm">{shop.statusReason}</p>}
          </div>
        )}
        {going.map((run) => (
          <RunProgress key={run.id} run={run} />
        ))}
        <ShopFacts shop={shop} now={now} />
        {shop.sync.length > 0 && <SyncTable shop={shop} now={now} />}
      </div>
      <ShopActions shop={shop} siblings={siblings} onConnect={onConnect} />
    </section>
  );
}
