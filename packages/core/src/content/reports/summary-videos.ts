import type { Tx } from '@shopfleet/db';
import { ownDay } from '../days/index.ts';
import type { MeasuredAccount } from './board-query.ts';
import { fallingFromViewsPerDay, fallOf, type Pace } from './definitions.ts';
import { comparedPeriod, daysBetween, lengthOf } from './period.ts';
import type { Summary } from './summary-shape.ts';
import { readFaces, videoView } from './video-faces.ts';
import { createGainReader, type VideoGain } from './video-gains.ts';
import { gainRequests } from './view-board.ts';

/** The videos that gained the most, and those that fell the furthest behind their own pace of the equally long period before. */
export async function readTopVideos(
  tx: Tx,
  tenantId: string,
  accounts: readonly MeasuredAccount[],
  top: number,
): Promise<Pick<Summary, 'topVideos' | 'fallingVideos'>> {
  const readGains = createGainReader(tx, tenantId);
  const own = gainRequests(accounts, ({ period }) => period);
  const former = gainRequests(accounts, ({ period }) => period && comparedPeriod('previous', period));
  const gains = [...(await readGains(own)).values()].flat();
  const formerGains = await readGains(former);
  const formerOf = new Map([...formerGains.values()].flat().map((video) => [keyOf(video), video.gained?.views ?? 0]));
  const accountOf = new Map(accounts.map((row) => [row.account.accountId ?? '', row]));

  const best = gains
    .filter(({ gained }) => (gained?.views ?? 0) > 0)
    .sort((a, b) => viewsOf(b) - viewsOf(a))
    .slice(0, top);
  const falling = gains
    .flatMap((video) => {
      const pace = fallOfVideo(video, formerOf.get(keyOf(video)) ?? 0, accountOf.get(video.accountId));
      return pace ? [{ video, pace }] : [];
    })
    .sort((a, b) => lostPerDay(b.pace) - lostPerDay(a.pace))
    .slice(0, top);
  const faceOf = await readFaces(tx, tenantId, [...best, ...falling.map(({ video }) => video)]);
  const owned = (video: VideoGain) => {
    const face = faceOf(video);
    const account = accountOf.get(video.accountId)?.account;
    if (!face || !account) return [];
    const { outletId, outletName, handle } = account;
    return [{ ...videoView(face, video.gained), accountId: video.accountId, handle, outletId, outletName }];
  };
  return {
    topVideos: best.flatMap(owned),
    fallingVideos: falling.flatMap(({ video, pace }) => owned(video).map((shown) => ({ ...shown, ...pace }))),
  };
}

const keyOf = ({ accountId, no }: VideoGain): string => `${accountId} ${no}`;
const viewsOf = ({ gained }: VideoGain): number => gained?.views ?? 0;
const lostPerDay = ({ formerPerDay, recentPerDay }: Pace): number => formerPerDay - recentPerDay;

/** Undefined for a video that is not there any more: it did not fall, it left. */
function fallOfVideo(video: VideoGain, formerGain: number, row: MeasuredAccount | undefined): Pace | undefined {
  if (!row?.period || !video.gained || formerGain < fallingFromViewsPerDay) return undefined;
  const days = lengthOf(row.period);
  const age = daysBetween(ownDay(video.postedAt, row.account.timeZone), row.period.from);
  return fallOf({ formerGain, formerDays: Math.min(days, age), recentGain: video.gained.views, recentDays: days });
}
