import type { VideoCounters } from './video-days.ts';

export const noCounters: VideoCounters = { views: 0, likes: 0, comments: 0, shares: 0 };

export function addCounters(a: VideoCounters, b: VideoCounters): VideoCounters {
  return { views: a.views + b.views, likes: a.likes + b.likes, comments: a.comments + b.comments, shares: a.shares + b.shares };
}

export function subtractCounters(a: VideoCounters, b: VideoCounters): VideoCounters {
  return { views: a.views - b.views, likes: a.likes - b.likes, comments: a.comments - b.comments, shares: a.shares - b.shares };
}

/**
 * What a video gains when it is read: its counters less the last known ones, however long ago, also when it had been away. One that
 * was never seen counts from zero when it was posted since we watch the account; an older one counts from here.
 */
export function gainOf(
  video: VideoCounters & { readonly postedAt: Date },
  lastKnown: VideoCounters | undefined,
  watchedSince: Date,
): VideoCounters {
  if (lastKnown) return subtractCounters(video, lastKnown);
  return video.postedAt >= watchedSince ? addCounters(video, noCounters) : noCounters;
}
