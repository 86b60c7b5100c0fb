import type { VideoCounters } from '../../days/index.ts';
import { daysBetween } from '../period.ts';
import type { HistoryVideo } from './account-history.ts';
import type { RandomNumbers } from './random-numbers.ts';

export interface SampleVideo extends HistoryVideo {
  /** Lives one more day; gives its counters at the reading of `day`, undefined while it is not there. Called for each day in order. */
  live(day: string, random: RandomNumbers): VideoCounters | undefined;
}

const openings = ['New on the shelf', 'How we pack it', 'Try-on of the week', 'Ask the shop', 'Behind the counter', 'Flash sale'];
const things = ['linen shirt', 'rice cooker', 'running shoes', 'coffee beans', 'phone case', 'sunscreen', 'tote bag', 'desk lamp'];
/** Hours in which shops post, in the account's zone: noon and the evening. */
const hours = [7, 9, 11, 12, 12, 13, 16, 18, 19, 19, 20, 20, 21];

/** A video whose views rise within days of its posting and then only trickle, posted at an hour of shops in the account's zone. */
export function sampleVideo(
  random: RandomNumbers,
  given: { readonly handle: string; readonly postedOn: string; readonly timeZone: string },
): SampleVideo {
  const hour = hours[random.between(0, hours.length - 1)] ?? 12;
  const evening = hour >= 18 ? 1.6 : 1;
  const potential = Math.round(evening * Math.exp(6.5 + 1.3 * random.normal()));
  const fadeDays = 1.5 + 4 * random.next();
  const trickle = potential * 0.0015 * random.next();
  const rates = { likes: 0.02 + 0.06 * random.next(), comments: 0.002 + 0.006 * random.next(), shares: 0.001 + 0.005 * random.next() };
  const externalId = String(
    7_300_000_000_000_000_000n + BigInt(Math.floor(random.next() * 2 ** 45)) * 1000n + BigInt(random.between(0, 999)),
  );
  const goneAfterDays = random.next() < 0.06 ? random.between(5, 200) : undefined;
  const awayDays = random.next() < 0.5 ? 4 : Number.POSITIVE_INFINITY;
  const counted = { views: 0, likes: 0, comments: 0, shares: 0 };
  let lastDay = given.postedOn;

  function live(day: string, dice: RandomNumbers): VideoCounters | undefined {
    const age = daysBetween(given.postedOn, day);
    if (age < 0) return undefined;
    grow(daysBetween(given.postedOn, lastDay), age, dice);
    lastDay = day;
    const isAway = goneAfterDays !== undefined && age >= goneAfterDays && age < goneAfterDays + awayDays;
    return isAway ? undefined : { ...counted };
  }
  function grow(fromAge: number, toAge: number, dice: RandomNumbers): void {
    const risen = potential * (Math.exp(-fromAge / fadeDays) - Math.exp(-toAge / fadeDays)) + trickle * (toAge - fromAge);
    const views = Math.max(0, Math.round(risen * (1 + 0.25 * dice.normal()) + dice.next() - 0.5));
    counted.views += views;
    for (const name of ['likes', 'comments', 'shares'] as const) counted[name] += Math.floor(views * rates[name] + dice.next());
    // Unlikes, and views that the platform takes back.
    if (counted.likes > 3 && dice.next() < 0.004) counted.likes -= dice.between(1, 3);
    if (counted.views > 100 && dice.next() < 0.003) counted.views -= dice.between(1, Math.ceil(counted.views * 0.02));
  }

  return {
    externalId,
    postedAt: instantOf(given.postedOn, hour, random.between(0, 59), given.timeZone),
    description: `${openings[random.between(0, openings.length - 1)]}: ${things[random.between(0, things.length - 1)]} #shop`,
    durationSeconds: random.between(9, 58),
    shareUrl: `https://www.example.com/@${given.handle}/video/${externalId}`,
    embedUrl: '',
    live,
  };
}

/** The instant at which a clock of the zone shows this; within the hour that a change of clocks skips, the one after it. */
function instantOf(day: string, hour: number, minute: number, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`);
  const shown = new Date(asUtc).toLocaleString('sv-SE', { timeZone });
  return new Date(2 * asUtc - Date.parse(`${shown.replace(' ', 'T')}Z`));
}
