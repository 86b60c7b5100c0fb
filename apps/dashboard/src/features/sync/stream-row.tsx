import { Pause, Pencil, Play, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { SyncStream } from '../../app/stock-search.ts';
import type { Schemas } from '../../lib/api.ts';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Shop } from '../shops/shop-queries.ts';
import { useShopSettings } from '../shops/use-shop-settings.ts';
import { IntervalDialog } from './interval-dialog.tsx';
import { inUnits, settingOf, streams } from './streams.ts';
import { useRunNow } from './use-run-now.ts';

/** Orders of a shop with open ones are read so often, unless the marketplace allows less. */
const openOrderEveryMinutes = 2;

/** One stream of a shop: how often, when last and how it went, when next; pause, another interval, and now. */
export function StreamRow({
  shop,
  kind,
  stream,
  openOrderMinutes,
  now,
}: {
  shop: Shop;
  kind: SyncStream;
  stream: Schemas['SyncStream'] | undefined;
  openOrderMinutes: number | null;
  now: number;
}) {
  const { t } = useTranslation();
  const canWrite = useMay('shops:write');
  const [isChanging, setChanging] = useState(false);
  const run = useRunNow();
  const { isOn, minutes } = settingOf(shop.settings, kind);
  const change = useShopSettings(shop, { said: t(isOn ? 'sync.pausedDone' : 'sync.resumedDone') });
  const name = t(`sync.stream.${kind}`);
  const of = { what: name, shop: shop.name };
  const every = inUnits(minutes);
  const openMinutes = Math.max(openOrderEveryMinutes, openOrderMinutes ?? 0);
  const isWrong = stream !== undefined && !['', 'succeeded', 'running', 'queued'].includes(stream.lastStatus);
  return (
    <li className="flex items-center justify-between gap-3 py-1.5">
      <div className="grid min-w-0 flex-1 gap-x-4 md:grid-cols-[minmax(8rem,1fr)_minmax(8rem,1fr)_minmax(9rem,1.4fr)_minmax(8rem,1fr)]">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          {!isOn && <Badge tone="warn">{t('sync.paused')}</Badge>}
        </p>
        <p className="text-sm text-soft">
          {t(`sync.every.${every.unit}`, { count: every.count })}
          {kind === 'orders' && shop.openOrders > 0 && minutes > openMinutes && (
            <span className="block">{t('sync.openNow', { count: openMinutes })}</span>
          )}
        </p>
        <p className="min-w-0 text-sm">
          {stream?.lastRunAt ? (
            <>
              <time dateTime={stream.lastRunAt} title={formatInstant(stream.lastRunAt)}>
                {t('sync.last', { distance: formatDistance(stream.lastRunAt, now) })}
              </time>
              {!isWrong && <span className="text-good"> · {t('sync.wentWell')}</span>}
            </>
          ) : (
            <span className="text-soft">{t('sync.never')}</span>
          )}
          {isWrong && <span className="block font-medium break-words text-bad">{stream.lastStatus}</span>}
        </p>
        <p className="text-sm text-soft">{isOn ? <NextRun at={stream?.nextRunAt ?? null} now={now} /> : t('sync.notPlanned')}</p>
      </div>
      {canWrite && (
        <div className="flex shrink-0 items-center">
          <IconButton
            icon={RefreshCw}
            label={t('sync.runOf', of)}
            isDisabled={run.isPending}
            onClick={() => run.mutate({ stream: kind, which: { shopId: shop.id } })}
          />
          <IconButton
            icon={isOn ? Pause : Play}
            label={t(isOn ? 'sync.pauseOf' : 'sync.resumeOf', of)}
            isDisabled={change.isPending}
            onClick={() => change.mutate({ changes: { [streams[kind].isOn]: !isOn } })}
          />
          <IconButton icon={Pencil} label={t('sync.changeOf', of)} onClick={() => setChanging(true)} />
        </div>
      )}
      {isChanging && <IntervalDialog shop={shop} kind={kind} openOrderMinutes={openOrderMinutes} onClose={() => setChanging(false)} />}
    </li>
  );
}

function NextRun({ at, now }: { at: string | null; now: number }) {
  const { t } = useTranslation();
  if (at === null) return t('sync.notPlanned');
  if (Date.parse(at) <= now) return t('sync.due');
  return (
    <time dateTime={at} title={formatInstant(at)}>
      {t('sync.next', { distance: formatDistance(at, now) })}
    </time>
  );
}
