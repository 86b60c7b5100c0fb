import { monthStart, type OwnDay } from './own-day.ts';

/** What a video showed on a day. Whole numbers up to 2^53; any of them may be smaller than the day before. */
export interface VideoCounters {
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

/** By the video's number within its account. */
export type VideosOfDay = ReadonlyMap<number, VideoCounters>;

type Column = readonly (number | null)[];

/**
 * One stored row of `content_video_day`: arrays side by side, ordered by number. A key row holds every video of the day; any other
 * only what is not as in the row before, with null counters for a video that is gone since then.
 */
export interface VideoDayRow {
  readonly day: OwnDay;
  readonly isKey: boolean;
  readonly nos: readonly number[];
  readonly views: Column;
  readonly likes: Column;
  readonly comments: Column;
  readonly shares: Column;
}

export interface VideoDay {
  readonly day: OwnDay;
  readonly videos: VideosOfDay;
}

/** The row to store for a day, given the day that was read before it in the same month; undefined makes a key row. */
export function packVideoDay({ day, videos }: VideoDay, previous: VideosOfDay | undefined): VideoDayRow {
  const changed = previous === undefined ? [...videos.keys()] : [...new Set([...videos.keys(), ...previous.keys()])].filter(isChanged);
  function isChanged(no: number): boolean {
    return !isSame(videos.get(no), previous?.get(no));
  }
  const nos = changed.sort((a, b) => a - b);
  const column = (name: keyof VideoCounters) => nos.map((no) => videos.get(no)?.[name] ?? null);
  return {
    day,
    isKey: previous === undefined,
    nos,
    views: column('views'),
    likes: column('likes'),
    comments: column('comments'),
    shares: column('shares'),
  };
}

function isSame(a: VideoCounters | undefined, b: VideoCounters | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.views === b.views && a.likes === b.likes && a.comments === b.comments && a.shares === b.shares;
}

/**
 * Every day with all its videos, from the stored rows in the order of their days. The first row of a month is a key row; rows from
 * the middle of a month on are not enough. Days without a row are missing, and stay missing.
 */
export function expandVideoDays(rows: readonly VideoDayRow[]): VideoDay[] {
  let videos = new Map<number, VideoCounters>();
  let month: OwnDay | undefined;
  return rows.map((row) => {
    if (!row.isKey && monthStart(row.day) !== month) throw new Error(`The row of ${row.day} needs the rows of its month before it`);
    month = monthStart(row.day);
    videos = row.isKey ? new Map() : new Map(videos);
    row.nos.forEach((no, index) => {
      const counters = countersAt(row, index);
      if (counters) videos.set(no, counters);
      else videos.delete(no);
    });
    return { day: row.day, videos };
  });
}

function countersAt(row: VideoDayRow, index: number): VideoCounters | undefined {
  const [views, likes, comments, shares] = [row.views[index], row.likes[index], row.comments[index], row.shares[index]];
  if (views == null || likes == null || comments == null || shares == null) return undefined;
  return { views, likes, comments, shares };
}

export interface DaySums {
  readonly seenVideos: number;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

export function sumVideos(videos: VideosOfDay): DaySums {
  const sums = { seenVideos: videos.size, views: 0, likes: 0, comments: 0, shares: 0 };
  for (const { views, likes, comments, shares } of videos.values()) {
    sums.views += views;
    sums.likes += likes;
    sums.comments += comments;
    sums.shares += shares;
  }
  return sums;
}
