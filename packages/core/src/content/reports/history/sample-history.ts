import type { VideoCounters } from '../../days/index.ts';
import { addDays } from '../period.ts';
import type { AccountHistory, HistoryDay } from './account-history.ts';
import { type RandomNumbers, randomNumbers } from './random-numbers.ts';
import { type SampleVideo, sampleVideo } from './sample-video.ts';

export interface SampleShape {
  readonly accountId: string;
  readonly handle: string;
  readonly timeZone: string;
  /** The last own day of the history. */
  readonly until: string;
  readonly days: number;
  /** How many videos the account posted in all; a third of them before the history begins, the rest spread over it when `isSteady` is not set. */
  readonly videos: number;
  /** All videos are a little older than the history, so that every day shows all of them: for loads. */
  readonly isSteady?: boolean;
  readonly hasCounters?: boolean;
  /** The same shape and seed give the same history. */
  readonly seed: number;
}

const lateShare = 0.02;
const missingShare = 0.01;

/**
 * A plausible history: videos that rise and fade, followers that mostly grow, and what goes wrong in life: days that nobody read,
 * days that the catch-up took, videos that vanish and some that return, counters that fall.
 */
export function sampleHistory(shape: SampleShape): AccountHistory {
  const random = randomNumbers(shape.seed);
  const first = addDays(shape.until, 1 - shape.days);
  const watchedSince = new Date(`${first}T00:00:00Z`);
  const before = shape.isSteady ? shape.videos : Math.ceil(shape.videos / 3);
  const videos = Array.from({ length: shape.videos }, (_, n) => {
    const daysAgo = n < before ? shape.days + random.between(1, 60) : random.between(0, shape.days - 2);
    return sampleVideo(random, { ...shape, postedOn: addDays(shape.until, -daysAgo) });
  }).sort((a, b) => a.postedAt.getTime() - b.postedAt.getTime());
  return { accountId: shape.accountId, timeZone: shape.timeZone, watchedSince, videos, days: walk(shape, first, videos, random) };
}

function walk(shape: SampleShape, first: string, videos: readonly SampleVideo[], random: RandomNumbers): HistoryDay[] {
  const days: HistoryDay[] = [];
  const [outageFrom, outageDays] = outageOf(shape, random);
  let followers = Math.round(Math.exp(7 + 1.2 * random.normal()));
  let likes = followers * random.between(3, 12);
  const daily = followers * 0.004 * random.next();
  for (let n = 0; n < shape.days; n++) {
    const day = addDays(first, n);
    followers = Math.max(0, followers + Math.round(daily * (1 + 1.4 * random.normal())));
    const shown = new Map<number, VideoCounters>();
    videos.forEach((video, index) => {
      const counters = video.live(day, random);
      if (counters) shown.set(index + 1, counters);
    });
    likes += random.between(-2, Math.ceil(daily * 6) + 4);
    const isOut = (n >= outageFrom && n < outageFrom + outageDays) || (n > 0 && n < shape.days - 1 && random.next() < missingShare);
    if (isOut) continue;
    const counters = { followers, following: 40 + (shape.seed % 90), likes, videos: shown.size };
    days.push({
      day,
      isLate: random.next() < lateShare,
      profile: { displayName: shape.handle, counters: shape.hasCounters === false ? undefined : counters },
      videos: shown,
    });
  }
  return days;
}

/** One account in eight was away for some days: its owner had to connect it again. */
function outageOf(shape: SampleShape, random: RandomNumbers): readonly [number, number] {
  if (shape.days < 20 || random.next() > 1 / 8) return [0, 0];
  return [random.between(5, shape.days - 8), random.between(2, 6)];
}
