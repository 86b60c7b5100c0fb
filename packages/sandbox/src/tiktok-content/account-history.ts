import { findAccount } from './accounts.ts';
import { followersOf, followingOf, videoCounters } from './growth.ts';
import { descriptionOf, durationOf, VideoSubject } from './video-view.ts';
import { type VideoRef, videosBefore } from './videos.ts';
import type { World } from './world.ts';

export interface PastVideo {
  readonly id: string;
  readonly postedSeconds: number;
  readonly description: string;
  readonly durationSeconds: number;
}

/** What a reader would have found at one instant; `counters` by position in the list of videos. */
export interface PastReading {
  readonly atMs: number;
  readonly followers: number;
  readonly following: number;
  readonly likes: number;
  readonly videos: number;
  readonly counters: readonly { readonly video: number; views: number; likes: number; comments: number; shares: number }[];
}

export interface AccountHistory {
  readonly openId: string;
  readonly username: string;
  readonly displayName: string;
  /** The oldest first. */
  readonly videos: readonly PastVideo[];
  readonly readings: readonly PastReading[];
}

/**
 * What the platform would have shown of an account at these instants, so that a demonstration can begin with a past that fits what
 * will be read from now on. The real platform tells nobody. @throws RangeError when there is no such account
 */
export function accountHistory(world: World, reference: string, instantsMs: readonly number[]): AccountHistory {
  const account = findAccount(world, reference);
  const stepMs = world.settings.growthStepMs;
  const last = Math.max(...instantsMs, 0);
  const refs = videosBefore(world, account, last + 1, Number.POSITIVE_INFINITY).reverse();
  const readings = [...instantsMs]
    .sort((a, b) => a - b)
    .map((atMs): PastReading => {
      const counters = refs.flatMap((ref: VideoRef, video) =>
        ref.postedSeconds * 1000 > atMs ? [] : [{ video, ...videoCounters(world.seed, account, ref.no, ref.postedSeconds, atMs, stepMs) }],
      );
      return {
        atMs,
        followers: followersOf(world.seed, account, atMs, stepMs),
        following: followingOf(world.seed, account, atMs),
        likes: account.shift.likes + counters.reduce((sum, { likes }) => sum + likes, 0),
        videos: counters.length,
        counters,
      };
    });
  const videos = refs.map((ref): PastVideo => {
    const subject = new VideoSubject(world, account, ref);
    return { id: subject.id, postedSeconds: ref.postedSeconds, description: descriptionOf(subject), durationSeconds: durationOf(subject) };
  });
  return { openId: account.id, username: account.username, displayName: account.displayName, videos, readings };
}
