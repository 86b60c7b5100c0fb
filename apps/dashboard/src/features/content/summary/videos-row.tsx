import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../../lib/api.ts';
import { Panel } from '../../../ui/panel.tsx';
import { VideoCard } from '../account/video-card.tsx';

type Owned = Schemas['OwnedContentVideo'];

/** Videos of many accounts, each with whose it is. */
export function VideosRow<T extends Owned>({
  title,
  help,
  none,
  videos,
  note,
}: {
  title: string;
  help: string;
  none: string;
  videos: readonly T[];
  note?: (video: T) => ReactNode;
}) {
  return (
    <Panel title={title}>
      <p className="mb-3 text-sm text-soft">{videos.length === 0 ? none : help}</p>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {videos.map((video) => (
          <VideoCard key={`${video.accountId} ${video.id}`} video={video} owner={<Owner video={video} />}>
            {note && <p className="text-sm text-warn">{note(video)}</p>}
          </VideoCard>
        ))}
      </ul>
    </Panel>
  );
}

function Owner({ video: { accountId, handle, outletName } }: { video: Owned }) {
  return (
    <Link
      to="/content/accounts/$accountId"
      params={{ accountId }}
      className="inline-flex min-h-7 max-w-full items-center truncate text-sm text-accent hover:underline"
    >
      {[handle && `@${handle}`, outletName].filter(Boolean).join(' · ')}
    </Link>
  );
}
