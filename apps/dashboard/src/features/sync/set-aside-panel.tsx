import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleAlert, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Button } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { parkedQuery } from './sync-queries.ts';
import { useRetryParked } from './use-set-aside.ts';

const mostAtOnce = 200;

/** News of marketplaces that could not be followed up, each with its reason: another try, or leave it at that. Nothing when there is none. */
export function SetAsidePanel({ shopId, now }: { shopId: string | undefined; now: number }) {
  const { t } = useTranslation();
  const canWrite = useMay('shops:write');
  const query = useInfiniteQuery(parkedQuery(shopId));
  const events = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [dismissing, setDismissing] = useState<readonly string[]>();
  const retry = useRetryParked();
  if (events.length === 0) return <Unreadable title={t('sync.parked.title')} error={query.data ? null : query.error} />;
  const ids = events.slice(0, mostAtOnce).map(({ id }) => id);
  return (
    <Panel
      isFlush
      title={
        <span className="flex items-center gap-2">
          <CircleAlert className="size-4.5 text-warn" aria-hidden /> {t('sync.parked.title')}
        </span>
      }
      actions={
        canWrite && (
          <>
            <Button size="small" isBusy={retry.isPending} onClick={() => retry.mutate(ids)}>
              <RotateCcw className="size-4" aria-hidden /> {t('sync.parked.retryAll', { count: ids.length })}
            </Button>
            <Button size="small" look="ghost" onClick={() => setDismissing(ids)}>
              {t('sync.parked.dismissAll', { count: ids.length })}
            </Button>
          </>
        )
      }
    >
      <p className="px-4 pt-3 text-soft">{t('sync.parked.help')}</p>
      <ul className="divide-y divide-line/70">
        {events.map((event) => (
          <li key={event.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-2.5">
            <div className="min-w-0 flex-[1_1_18rem]">
              <p className="font-medium break-words">{hubSays(event.reason)}</p>
              <p className="text-sm break-words text-soft">
                {[event.shopName, event.platformTitle, event.topic, ...event.about].join(' · ')} ·{' '}
                <time dateTime={event.receivedAt} title={formatInstant(event.receivedAt)}>
                  {formatDistance(event.receivedAt, now)}
                </time>
              </p>
            </div>
            {canWrite && (
              <span className="flex gap-1">
                <Button
                  size="small"
                  isBusy={retry.isPending}
                  onClick={() => retry.mutate([event.id])}
                  aria-label={t('sync.parked.retryOf', { about: event.about[0] ?? event.topic })}
                >
                  {t('sync.retry')}
                </Button>
                <Button
                  size="small"
                  look="ghost"
                  onClick={() => setDismissing([event.id])}
                  aria-label={t('sync.parked.dismissOf', { about: event.about[0] ?? event.topic })}
                >
                  {t('sync.parked.dismiss')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
      {dismissing && <DismissDialog ids={dismissing} onClose={() => setDismissing(undefined)} />}
    </Panel>
  );
}

/** A list that could not be read says so; an empty one says nothing. */
export function Unreadable({ title, error }: { title: string; error: Error | null }) {
  if (!error) return null;
  return (
    <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 font-medium text-bad">
      {title}: {error.message}
    </p>
  );
}
