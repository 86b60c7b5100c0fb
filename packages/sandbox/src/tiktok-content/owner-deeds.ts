import { type AccountView, type VideoTruth, viewAccount, viewVideo } from './account-view.ts';
import { checkUsername, findAccount } from './accounts.ts';
import type { Account, VideoShift, Visibility } from './model.ts';
import { firstPostNo, type VideoRef, videoById, videosBefore, visibilityOf } from './videos.ts';
import type { World } from './world.ts';

const longestDescription = 150;
const visibilities: readonly string[] = ['public', 'private', 'friends', 'review', 'deleted'];

/** Somebody posts a video now. */
export function postVideo(world: World, reference: string, video: { description?: string; durationSeconds?: number }): VideoTruth {
  const account = findAccount(world, reference);
  const [newest] = videosBefore(world, account, world.clock.nowMs() + 1, 1);
  const post = {
    no: firstPostNo + account.posts.length,
    // Two videos of one second could not be told apart by the cursor.
    postedSeconds: Math.max(world.clock.nowSeconds(), (newest?.postedSeconds ?? 0) + 1),
    description: (video.description ?? '').slice(0, longestDescription),
    durationSeconds: video.durationSeconds ?? 15,
  };
  account.posts.push(post);
  save(world, account);
  return viewVideo(world, account, { ...post, post });
}

/** @throws RangeError when there is no such video, or it is deleted: that is for good. */
export function setVisibility(world: World, reference: string, id: string, visibility: Visibility): void {
  const { account, video } = findVideo(world, reference, id);
  if (visibilityOf(account, video.no) === 'deleted') throw new RangeError(`video ${id} is deleted`);
  if (!visibilities.includes(visibility)) throw new RangeError(`no visibility ${visibility}; there are ${visibilities.join(', ')}`);
  if (visibility === 'public') delete account.hidden[video.no];
  else account.hidden[video.no] = visibility;
  save(world, account);
}

/** Adds to the counters of a video. @throws RangeError when there is no such video. */
export function shiftVideo(world: World, reference: string, id: string, shift: Partial<VideoShift>): VideoTruth {
  const { account, video } = findVideo(world, reference, id);
  const old = account.videoShifts[video.no] ?? { views: 0, likes: 0, comments: 0, shares: 0 };
  account.videoShifts[video.no] = {
    views: old.views + (shift.views ?? 0),
    likes: old.likes + (shift.likes ?? 0),
    comments: old.comments + (shift.comments ?? 0),
    shares: old.shares + (shift.shares ?? 0),
  };
  save(world, account);
  return viewVideo(world, account, video);
}

export function shiftAccount(world: World, reference: string, shift: Partial<Account['shift']>): AccountView {
  const account = findAccount(world, reference);
  account.shift.followers += shift.followers ?? 0;
  account.shift.following += shift.following ?? 0;
  account.shift.likes += shift.likes ?? 0;
  save(world, account);
  return viewAccount(world, account.id);
}

export interface ProfileChange {
  readonly username?: string;
  readonly displayName?: string;
  readonly bio?: string;
  readonly isVerified?: boolean;
}

/** @throws RangeError when the user name cannot be or is taken. */
export function changeProfile(world: World, reference: string, change: ProfileChange): AccountView {
  const account = findAccount(world, reference);
  const { username = account.username } = change;
  if (username !== account.username) {
    checkUsername(world, username);
    world.accountsByName.delete(account.username);
    world.accountsByName.set(username, account.id);
    account.username = username;
  }
  account.displayName = change.displayName ?? account.displayName;
  account.bio = change.bio ?? account.bio;
  account.isVerified = change.isVerified ?? account.isVerified;
  save(world, account);
  return viewAccount(world, account.id);
}

function findVideo(world: World, reference: string, id: string): { account: Account; video: VideoRef } {
  const account = findAccount(world, reference);
  const video = videoById(world, account, id);
  if (!video) throw new RangeError(`no video ${id} of ${account.username}`);
  return { account, video };
}

function save(world: World, account: Account): void {
  world.accounts.save(account);
  world.likes.delete(account.id);
}
