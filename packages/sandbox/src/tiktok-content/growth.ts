import { bellOf, unitOf } from './chance.ts';
import type { Account } from './model.ts';

const dayMs = 86_400_000;

/** What each number is asked about; equal topics would give equal chances. */
const topics = {
  reach: 1,
  viral: 2,
  pace: 3,
  rates: 4,
  cleanUp: 5,
  unlikes: 6,
  follow: 7,
  followDay: 8,
  followLoss: 9,
  following: 10,
} as const;

export interface VideoCounters {
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

/** The end of the step that an instant lies in: all of a step shows the same numbers. */
export const stepEndMs = (nowMs: number, stepMs: number): number => (Math.floor(nowMs / Math.max(1, stepMs)) + 1) * Math.max(1, stepMs);

/**
 * The counters of one video, from (seed, account, video, day) alone. Most of the views come in the first days, then fewer and
 * fewer; on one day in sixty a clean-up takes some of them away, and on one in twenty some likes.
 */
export function videoCounters(
  seed: number,
  account: Account,
  no: number,
  postedSeconds: number,
  nowMs: number,
  stepMs: number,
): VideoCounters {
  const { index } = account;
  const endMs = stepEndMs(nowMs, stepMs);
  const ageDays = Math.max(0, (endMs - postedSeconds * 1000) / dayMs);
  const step = Math.floor(endMs / dayMs);
  const luck = unitOf(seed, index, no, topics.viral) < 0.02 ? 25 : 1;
  const reach = (120 + account.startFollowers * 0.35) * Math.exp(bellOf(seed, index, no, topics.reach) * 0.9) * luck;
  const paceDays = 1 + 5 * unitOf(seed, index, no, topics.pace);
  const grown = reach * (1 - Math.exp(-ageDays / paceDays)) + reach * 0.03 * Math.log1p(ageDays);
  const cleanUp = unitOf(seed, index * 32_768 + no, step, topics.cleanUp);
  const views = Math.floor(cleanUp < 1 / 60 ? grown * 0.985 : grown);
  const rates = unitOf(seed, index, no, topics.rates);
  const unlikes = unitOf(seed, index * 32_768 + no, step, topics.unlikes) < 1 / 20 ? 0.98 : 1;
  const shift = account.videoShifts[no];
  return {
    views: atLeast0(views + (shift?.views ?? 0)),
    likes: atLeast0(Math.floor(grown * (0.02 + 0.1 * rates) * unlikes) + (shift?.likes ?? 0)),
    comments: atLeast0(Math.floor(grown * (0.001 + 0.008 * ((rates * 7) % 1))) + (shift?.comments ?? 0)),
    shares: atLeast0(Math.floor(grown * (0.0005 + 0.006 * ((rates * 13) % 1))) + (shift?.shares ?? 0)),
  };
}

/** Followers grow by about the same number a day; on one day in twenty-five some leave. */
export function followersOf(seed: number, account: Account, nowMs: number, stepMs: number): number {
  const { index, startFollowers } = account;
  const day = Math.floor(stepEndMs(nowMs, stepMs) / dayMs);
  const age = (stepEndMs(nowMs, stepMs) - account.createdAtMs) / dayMs;
  const perDay = startFollowers * (0.0004 + 0.004 * unitOf(seed, index, 0, topics.follow)) + 0.5;
  const wave = 0.5 * unitOf(seed, index, day, topics.followDay);
  const loss = unitOf(seed, index, day, topics.followLoss) < 1 / 25 ? 2.5 : 0;
  return atLeast0(Math.floor(startFollowers + perDay * (age + wave - loss)) + account.shift.followers);
}

export function followingOf(seed: number, account: Account, nowMs: number): number {
  const start = 20 + Math.floor(400 * unitOf(seed, account.index, 0, topics.following));
  return atLeast0(start + Math.floor((nowMs - account.createdAtMs) / (9 * dayMs)) + account.shift.following);
}

const atLeast0 = (value: number): number => Math.max(0, value);
