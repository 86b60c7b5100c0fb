import type { ApiCall } from './api-call.ts';
import { pick } from './fields.ts';
import { invalidParams } from './refusal.ts';
import { VideoSubject, videoFields } from './video-view.ts';
import { type VideoRef, videoById, videosBefore, visibilityOf } from './videos.ts';

const mostVideos = 20;
const usualCount = 10;

/** `POST /v2/video/list/`: public videos before the cursor, the newest first. @throws Refusal */
export function videoList({ world, account, scopes, query, body }: ApiCall): Record<string, unknown> {
  const fields = videoFields.read(query.get('fields'), scopes);
  const count = wholeNumber(body.max_count, 'max_count') ?? usualCount;
  if (count < 1 || count > mostVideos) throw invalidParams(`max_count must be between 1 and ${mostVideos}`);
  const nowMs = world.clock.nowMs();
  const beforeMs = Math.min(wholeNumber(body.cursor, 'cursor') ?? nowMs + 1, nowMs + 1);
  const found = videosBefore(world, account, beforeMs, count + 1);
  const page = cutPage(found, count, beforeMs, world.settings, () => world.random.next());
  const videos = page.videos.map((video) => pick(fields, new VideoSubject(world, account, video)));
  return { videos, cursor: page.cursor, has_more: page.hasMore };
}

interface Page {
  readonly videos: readonly VideoRef[];
  readonly cursor: number;
  readonly hasMore: boolean;
}

/** A page of what was found; short or empty when the switches say so, but never so that a video is lost or the cursor stands still. */
function cutPage(
  found: readonly VideoRef[],
  count: number,
  beforeMs: number,
  knobs: { readonly shortPages: number; readonly emptyPages: number },
  roll: () => number,
): Page {
  const [first] = found;
  const isEmptied = knobs.emptyPages > 0 && roll() < knobs.emptyPages;
  if (!first) return { videos: [], cursor: beforeMs, hasMore: false };
  const justAboveFirst = first.postedSeconds * 1000 + 1;
  if (isEmptied && justAboveFirst < beforeMs) return { videos: [], cursor: justAboveFirst, hasMore: true };
  const isShort = knobs.shortPages > 0 && roll() < knobs.shortPages;
  const size = isShort ? Math.max(1, Math.floor(Math.min(count, found.length) * roll())) : count;
  const videos = found.slice(0, size);
  const last = videos.at(-1) ?? first;
  return { videos, cursor: last.postedSeconds * 1000, hasMore: found.length > videos.length };
}

/** `POST /v2/video/query/`: known videos of this account, in the order asked for; others are left out. @throws Refusal */
export function videoQuery({ world, account, scopes, query, body }: ApiCall): Record<string, unknown> {
  const fields = videoFields.read(query.get('fields'), scopes);
  const ids = idsOf(body);
  const videos = ids.flatMap((id) => {
    const video = videoById(world, account, id);
    return video && visibilityOf(account, video.no) === 'public' ? [pick(fields, new VideoSubject(world, account, video))] : [];
  });
  return { videos };
}

function idsOf(body: Readonly<Record<string, unknown>>): string[] {
  const { filters } = body;
  const ids: unknown = typeof filters === 'object' && filters !== null ? Reflect.get(filters, 'video_ids') : undefined;
  if (!Array.isArray(ids) || ids.length === 0) throw invalidParams('filters.video_ids is required');
  if (ids.length > mostVideos) throw invalidParams(`filters.video_ids may hold at most ${mostVideos} ids`);
  return [...new Set(ids)].map((id: unknown) => {
    if (typeof id !== 'string') throw invalidParams('filters.video_ids must hold strings');
    return id;
  });
}

function wholeNumber(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw invalidParams(`${name} must be an integer`);
  return value;
}
