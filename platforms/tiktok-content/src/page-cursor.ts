import { PlatformFailure } from '@shopfleet/platform-kit';

/** A page of the list as far as paging is concerned. */
export interface PageEnd {
  readonly cursor?: number | undefined;
  readonly has_more: boolean;
  readonly videos: readonly { readonly create_time: number }[];
}

/** The cursor of a page as TikTok takes it: Unix milliseconds. Undefined begins with the newest. */
export function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,15}$/.test(cursor)) throw new PlatformFailure('invalid', 'This is no cursor of TikTok');
  return Number(cursor);
}

/**
 * Where the next page begins; undefined at the end, which `has_more` alone tells. Pages go back in time. A cursor that does not is
 * replaced by the oldest video of the page; where that does not help either, the walk would never end and fails as `unexpected`:
 * ending it quietly would make the older videos look deleted.
 */
export function nextCursorOf({ cursor, has_more, videos }: PageEnd, before: number | undefined): string | undefined {
  if (!has_more) return undefined;
  const isOlder = (at: number | undefined): at is number => at !== undefined && at > 0 && (before === undefined || at < before);
  const oldest = videos.length > 0 ? Math.min(...videos.map(({ create_time }) => create_time * 1_000)) : undefined;
  const next = [cursor, oldest].find(isOlder);
  if (next === undefined) throw new PlatformFailure('unexpected', 'TikTok repeats a page of the list of videos instead of going on');
  return String(next);
}
