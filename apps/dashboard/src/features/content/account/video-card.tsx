import { ExternalLink, Heart, MessageCircle, Share2, Video as VideoIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatChange, formatCompact, formatDay, formatInstant, formatShare } from '../../../lib/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import type { Video } from '../content-queries.ts';

/** A video: its picture, whose it is (`owner`), what it gained in the period, its counters as last read. */
export function VideoCard({ video, owner, children }: { video: Video; owner?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation();
  const { gained, engagementRate, goneDay } = video;
  const counters = [
    [Heart, 'likes', video.likes],
    [MessageCircle, 'comments', video.comments],
    [Share2, 'shares', video.shares],
  ] as const;
  return (
    <li className={`flex gap-3 rounded-lg border border-line p-2.5 ${goneDay ? 'bg-page' : ''}`}>
      <Cover video={video} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="line-clamp-2 text-sm leading-snug font-medium" title={video.description}>
          {video.description || <span className="font-normal text-soft">{t('contentAccount.videos.noText')}</span>}
        </p>
        {owner}
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
          {t('contentAccount.videos.posted', { when: formatInstant(video.postedAt) })}
          {goneDay && <Badge tone="warn">{t('contentAccount.videos.gone', { day: formatDay(goneDay) })}</Badge>}
        </p>
        <p className="leading-tight">
          <strong className="font-semibold">{formatCompact(video.views)}</strong> {t('contentAccount.videos.views')}
          <span className="block text-sm text-soft">
            {gained ? t('contentAccount.videos.gained', { value: formatChange(gained.views) }) : t('contentAccount.videos.notSeen')}
            {engagementRate !== null && ` · ${t('contentAccount.videos.engagement', { value: formatShare(engagementRate) })}`}
          </span>
        </p>
        {children}
        <p className="mt-auto flex items-center gap-3 text-sm text-soft">
          {counters.map(([Icon, name, value]) => (
            <span
              key={name}
              className="flex items-center gap-1"
              title={t(`contentAccount.videos.${name}`, { value: formatCompact(value) })}
            >
              <Icon className="size-3.5" aria-hidden />
              <span aria-hidden>{formatCompact(value)}</span>
              <span className="sr-only">{t(`contentAccount.videos.${name}`, { value: formatCompact(value) })}</span>
            </span>
          ))}
          {video.shareUrl && !goneDay && (
            <a
              href={video.shareUrl}
              target="_blank"
              rel="noreferrer"
              aria-label={t('contentAccount.videos.open')}
              className="ml-auto grid size-6 place-items-center rounded hover:bg-page hover:text-ink"
            >
              <ExternalLink className="size-4" aria-hidden />
            </a>
          )}
        </p>
      </div>
    </li>
  );
}

function Cover({ video: { coverUrl, durationSeconds, goneDay } }: { video: Video }) {
  return (
    <div className="relative aspect-[9/16] w-20 shrink-0 overflow-hidden rounded-md bg-page">
      {coverUrl ? (
        <img src={coverUrl} alt="" loading="lazy" className={`size-full object-cover ${goneDay ? 'opacity-50 grayscale' : ''}`} />
      ) : (
        <VideoIcon className="absolute inset-0 m-auto size-6 text-faint" aria-hidden />
      )}
      {durationSeconds !== null && (
        <span className="absolute right-1 bottom-1 rounded bg-black/75 px-1 text-xs text-white">
          {Math.floor(durationSeconds / 60)}:{String(durationSeconds % 60).padStart(2, '0')}
        </span>
      )}
    </div>
  );
}
