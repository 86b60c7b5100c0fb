import { unitOf } from './chance.ts';
import { videoCounters } from './growth.ts';
import type { Account, Post, Visibility } from './model.ts';
import type { World } from './world.ts';

const usualGapMs = 36 * 3_600_000;
const jitterTopic = 20;
/** 32 bits of seconds, 17 of the account, 15 of the video; numbers of posts made by hand begin at 2^14. */
const accountBits = 17;
const noBits = 15;
export const mostAccounts = 2 ** accountBits;
export const firstPostNo = 2 ** (noBits - 1);

export interface VideoRef {
  readonly no: number;
  readonly postedSeconds: number;
  readonly post?: Post;
}

/** A 64-bit id that names its account and video, as digits. */
export function videoId(account: Account, video: VideoRef): string {
  return ((BigInt(video.postedSeconds) << 32n) | (BigInt(account.index) << BigInt(noBits)) | BigInt(video.no)).toString();
}

/** The video of this account with this id, whether it can be seen or not. */
export function videoById(world: World, account: Account, id: string): VideoRef | undefined {
  if (!/^\d{18,19}$/.test(id)) return undefined;
  const bits = BigInt(id) & 0xffff_ffffn;
  if (Number(bits >> BigInt(noBits)) !== account.index) return undefined;
  const no = Number(bits) & (2 ** noBits - 1);
  const post = account.posts.find((candidate) => candidate.no === no);
  const video = no >= firstPostNo ? post && refOf(post) : { no, postedSeconds: postedSeconds(world, account, no) };
  if (!video || video.postedSeconds !== Number(BigInt(id) >> 32n)) return undefined;
  return video.no >= firstPostNo || no < postedBy(world, account, world.clock.nowMs()) ? video : undefined;
}

const refOf = (post: Post): VideoRef => ({ no: post.no, postedSeconds: post.postedSeconds, post });

const gapMs = (account: Account): number => account.postEveryMs || usualGapMs;

/** When the video of this number was posted: evenly spread, a little early or late, always after the one before. */
function postedSeconds(world: World, account: Account, no: number): number {
  const startMs = account.createdAtMs - account.startVideos * gapMs(account);
  return Math.floor((startMs + (no + 0.8 * unitOf(world.seed, account.index, no, jitterTopic)) * gapMs(account)) / 1000);
}

/** How many videos had appeared by themselves at this instant. */
function postedBy(world: World, account: Account, atMs: number): number {
  const startMs = account.createdAtMs - account.startVideos * gapMs(account);
  const whole = Math.floor((atMs - startMs) / gapMs(account));
  const most = account.postEveryMs === 0 ? account.startVideos : firstPostNo;
  if (whole < 0) return 0;
  if (whole >= most) return most;
  return postedSeconds(world, account, whole) * 1000 <= atMs ? whole + 1 : whole;
}

export const visibilityOf = (account: Account, no: number): Visibility => account.hidden[no] ?? 'public';

/** Public videos posted before an instant, the newest first, at most `limit`. */
export function videosBefore(world: World, account: Account, beforeMs: number, limit: number): VideoRef[] {
  const found: VideoRef[] = [];
  const posts = account.posts.filter((post) => post.postedSeconds * 1000 < beforeMs).sort((a, b) => a.postedSeconds - b.postedSeconds);
  let no = postedBy(world, account, beforeMs - 1) - 1;
  while (found.length < limit) {
    const post = posts.at(-1);
    const own = no >= 0 ? { no, postedSeconds: postedSeconds(world, account, no) } : undefined;
    const isPostNext = post !== undefined && (own === undefined || post.postedSeconds >= own.postedSeconds);
    const next = isPostNext ? refOf(post) : own;
    if (!next) break;
    if (isPostNext) posts.pop();
    else no -= 1;
    if (visibilityOf(account, next.no) === 'public') found.push(next);
  }
  return found;
}

/** How many videos can be seen now. */
export function publicVideos(world: World, account: Account): number {
  const nowMs = world.clock.nowMs();
  const own = postedBy(world, account, nowMs);
  const posts = account.posts.filter((post) => post.postedSeconds * 1000 <= nowMs);
  const hidden = Object.keys(account.hidden).filter((key) => {
    const no = Number(key);
    return no < own || posts.some((post) => post.no === no);
  });
  return own + posts.length - hidden.length;
}

/** Likes of all public videos: what the profile shows. Counted once for each step of growth. */
export function likesOf(world: World, account: Account): number {
  const count = publicVideos(world, account);
  const nowMs = world.clock.nowMs();
  const key = `${Math.floor(nowMs / Math.max(1, world.settings.growthStepMs))}/${count}`;
  const kept = world.likes.get(account.id);
  if (kept?.key === key) return kept.likes + account.shift.likes;
  let likes = 0;
  for (const video of videosBefore(world, account, nowMs + 1, count)) likes += countersOf(world, account, video).likes;
  world.likes.set(account.id, { key, likes });
  return likes + account.shift.likes;
}

export function countersOf(world: World, account: Account, video: VideoRef): ReturnType<typeof videoCounters> {
  return videoCounters(world.seed, account, video.no, video.postedSeconds, world.clock.nowMs(), world.settings.growthStepMs);
}
