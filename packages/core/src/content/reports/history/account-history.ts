import type { VideosOfDay } from '../../days/index.ts';

/** A whole history of one account, to be written at once: for demonstrations, loads and tests, never for what a platform said just now. */
export interface AccountHistory {
  readonly accountId: string;
  readonly timeZone: string;
  /** Videos posted from here on count from zero; older ones from their first reading. */
  readonly watchedSince: Date;
  /** The first has the number 1. Only those that some day shows are kept. */
  readonly videos: readonly HistoryVideo[];
  /** In the order of their days; a day that is not here is missing. */
  readonly days: readonly HistoryDay[];
}

export interface HistoryVideo {
  readonly externalId: string;
  readonly postedAt: Date;
  readonly description: string;
  readonly durationSeconds: number;
  readonly shareUrl: string;
  readonly embedUrl: string;
}

export interface HistoryDay {
  readonly day: string;
  readonly isLate: boolean;
  /** Undefined when the profile was not read that day; without counters when the account did not grant them. */
  readonly profile:
    | {
        readonly displayName: string;
        readonly counters: { followers: number; following: number; likes: number; videos: number } | undefined;
      }
    | undefined;
  /** Undefined when the videos were not read that day. */
  readonly videos: VideosOfDay | undefined;
}
