import { useTranslation } from 'react-i18next';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { classes } from '../../ui/classes.ts';
import { ConnectedShop } from './connected-shop.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { RunProgress } from './run-progress.tsx';
import { type Connection, isGoing, type Run, type Shop } from './shop-queries.ts';
import { statusTones } from './shop-status.ts';

export interface Budget {
  readonly requestsPerSecond: number;
  readonly waitMs: number;
}

/** One agreement with a seller: its health, how long it lasts, what may be asked, its shops, and what to do. */
export function ConnectionCard({
  connection,
  shops,
  budgets,
  runs,
  now,
  onReconnect,
}: {
  connection: Connection;
  shops: readonly Shop[];
  /** By shop. */
  budgets: ReadonlyMap<string, Budget>;
  runs: readonly Run[];
  now: number;
  onReconnect: () => void;
}) {
  const { t } = useTranslation();
  const tone = statusTones[connection.status];
  const name = connection.accountName || shops[0]?.name || connection.id;
  const going = runs.filter((run) => isGoing(run) && shops.some(({ id }) => id === run.shopId));
  const budget = shops.map(({ id }) => budgets.get(id)).find((one) => one !== undefined);
  const waitMs = Math.max(0, ...shops.map(({ id }) => budgets.get(id)?.waitMs ?? 0));
  return (
    <section
      aria-labelledby={connection.id}
      className={classes('flex flex-col rounded-xl border bg-panel', tone === 'bad' ? 'border-bad' : 'border-line')}
    >
      <header className="flex items-start justify-between gap-3 px-4 pt-4">
        <div className="min-w-0">
          <h2 id={connection.id} className="text-base font-semibold break-words">
            {name}
          </h2>
          <p className="text-sm text-soft">{connection.platformTitle}</p>
        </div>
        <Badge tone={tone}>{t(`shops.status.${connection.status}`)}</Badge>
      </header>
      <div className="flex flex-1 flex-col gap-4 px-4 py-3">
        {connection.status !== 'connected' && (
          <div className={classes('rounded-lg px-3 py-2', tone === 'bad' ? 'bg-bad-wash' : 'bg-warn-wash')}>
            <p className="font-medium">{t(`shops.todo.${connection.status}`)}</p>
            {connection.statusReason && <p className="text-sm">{hubSays(connection.statusReason)}</p>}
          </div>
        )}
        {going.map((run) => (
          <RunProgress key={run.id} run={run} />
        ))}
        <ConnectionFacts connection={connection} now={now}>
          {budget && (
            <>
              {t('connections.perSecond', { count: budget.requestsPerSecond, shown: formatNumber(budget.requestsPerSecond) })}
              <span className={classes('block text-sm', waitMs > 2_000 ? 'text-warn' : 'text-soft')}>
                {waitMs > 0 ? t('connections.waits', { time: formatDuration(waitMs) }) : t('connections.goesAtOnce')}
              </span>
            </>
          )}
        </ConnectionFacts>
        <ul className="flex flex-col divide-y divide-line/70 rounded-lg border border-line">
          {shops.map((shop) => (
            <ConnectedShop key={shop.id} shop={shop} isOnly={shops.length === 1} now={now} />
          ))}
        </ul>
      </div>
      <ConnectionActions connection={connection} name={name} shops={shops} onReconnect={onReconnect} />
    </section>
  );
}
