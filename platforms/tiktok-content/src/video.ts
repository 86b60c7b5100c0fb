import type { ContentVideo } from '@shopfleet/platform-kit';
import type { WireVideo } from './wire/video.ts';

export const videoFields: readonly string[] = [
  'id',
  'create_time',
  'title',
  'video_description',
  'duration',
  'share_url',
  'embed_link',
  'cover_image_url',
  'view_count',
  'like_count',
  'comment_count',
  'share_count',
];

/** A video as the hub knows it. A counter that is left out has no value yet. */
export function readVideo(video: WireVideo): ContentVideo {
  return {
    externalId: video.id,
    postedAt: new Date(video.create_time * 1_000),
    description: video.video_description || video.title,
    durationSeconds: video.duration ?? undefined,
    shareUrl: withoutTracking(video.share_url),
    embedUrl: webAddress(video.embed_link),
    coverUrl: webAddress(video.cover_image_url),
    views: video.view_count ?? 0,
    likes: video.like_count ?? 0,
    comments: video.comment_count ?? 0,
    shares: video.share_count ?? 0,
  };
}

/** Addresses become links on a page: anything that is none is left out. */
function webAddress(text: string): string {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : '';
}

function withoutTracking(text: string): string {
  if (webAddress(text) === '') return '';
  const url = new URL(text);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name);
  return url.href;
}
