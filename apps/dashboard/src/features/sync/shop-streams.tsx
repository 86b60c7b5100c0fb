import { useTranslation } from 'react-i18next';
import { type SyncStream, syncStreams } from '../../app/stock-search.ts';
import { Badge } from '../../ui/badge.tsx';
import { RunProgress } from '../shops/run-progress.tsx';
import type { Run, Shop } from '../shops/shop-queries.ts';
import { statusTones } from '../shops/shop-status.ts';
import { StreamRow } from './stream-row.tsx';

/** What is read from one shop: each stream with its last and next time, and what is on its way now. */
export function ShopStreams({
  shop,
  running,
  openOrderMinutes,
  now,
}: {
  shop: Shop;
  running: readonly Run[];
  /** How often this marketplace may be asked for orders at most; null when as often as one likes. */
  openOrderMinutes: number | null;
  now: number;
}) {
  const { t } = useTranslation();
  const streamOf = (kind: SyncStream) => shop.sync.find((stream) => stream.kind === kind);
  return (
    <section aria-labelledby={`sync-${shop.id}`} className="flex flex-col gap-2 px-4 py-3">
      <header className="flex flex-wrap items-center gap-2">
        <h3 id={`sync-${shop.id}`} className="font-semibold">
          {shop.name}
        </h3>
        <span className="text-sm text-soft">{shop.region}</span>
        {shop.status !== 'connected' && <Badge tone={statusTones[shop.status]}>{t(`shops.status.${shop.status}`)}</Badge>}
      </header>
      {running.map((run) => (
        <RunProgress key={run.id} run={run} />
      ))}
      <ul className="flex flex-col divide-y divide-line/70">
        {syncStreams.map((kind) => (
          <StreamRow key={kind} shop={shop} kind={kind} stream={streamOf(kind)} openOrderMinutes={openOrderMinutes} now={now} />
        ))}
      </ul>
    </section>
  );
}
