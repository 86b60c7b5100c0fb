import { findAccount } from './accounts.ts';
import { followersOf, followingOf, type VideoCounters } from './growth.ts';
import type { Account } from './model.ts';
import { grantedScopes } from './tokens.ts';
import { countersOf, likesOf, publicVideos, type VideoRef, videoId, videosBefore } from './videos.ts';
import type { World } from './world.ts';

export interface AccountView {
  readonly openId: string;
  readonly username: string;
  readonly displayName: string;
  readonly state: Account['state'];
  /** Empty while not connected. */
  readonly scopes: readonly string[];
  readonly followers: number;
  readonly following: number;
  readonly likes: number;
  readonly videos: number;
}

export interface VideoTruth extends VideoCounters {
  readonly id: string;
  readonly postedSeconds: number;
}

export interface AccountRange {
  readonly limit?: number;
  readonly offset?: number;
  readonly search?: string;
}

/** What the platform would show of an account now. @throws RangeError when there is none. */
export function viewAccount(world: World, reference: string): AccountView {
  const account = findAccount(world, reference);
  const nowMs = world.clock.nowMs();
  return {
    openId: account.id,
    username: account.username,
    displayName: account.displayName,
    state: account.state,
    scopes: grantedScopes(world, account.id) ?? [],
    followers: followersOf(world.seed, account, nowMs, world.settings.growthStepMs),
    following: followingOf(world.seed, account, nowMs),
    likes: likesOf(world, account),
    videos: publicVideos(world, account),
  };
}

/** The accounts in the order in which they came, whole or those whose user name holds `search`. */
export function viewAccounts(world: World, { limit = 100, offset = 0, search = '' }: AccountRange): AccountView[] {
  const views: AccountView[] = [];
  let skipped = 0;
  for (const account of world.accounts.all()) {
    if (views.length >= limit) break;
    if (search !== '' && !account.username.includes(search) && account.id !== search) continue;
    if (skipped >= offset) views.push(viewAccount(world, account.id));
    skipped += 1;
  }
  return views;
}

/** The public videos of an account now, the newest first: what a faithful reader must find. */
export function viewVideos(world: World, reference: string, limit: number): VideoTruth[] {
  const account = findAccount(world, reference);
  return videosBefore(world, account, world.clock.nowMs() + 1, limit).map((video) => viewVideo(world, account, video));
}

export function viewVideo(world: World, account: Account, video: VideoRef): VideoTruth {
  return { id: videoId(account, video), postedSeconds: video.postedSeconds, ...countersOf(world, account, video) };
}
