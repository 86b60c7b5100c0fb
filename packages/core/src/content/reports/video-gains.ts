import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { gainOf } from '../days/gained-counters.ts';
import type { VideoCounters } from '../days/index.ts';
import { addDays, earliestOf, type Period } from './period.ts';
import { type AccountDay, lastKnownKey, readLastKnown, readVideoStates, type VideoOnDay, type VideoStates } from './video-states.ts';

/** Whose videos, over which of its own days. */
export interface GainRequest {
  readonly accountId: string;
  readonly period: Period;
  readonly today: string;
  /** Since when the account is known: videos posted from then on count from zero. */
  readonly createdAt: Date;
}

export interface VideoGain {
  readonly accountId: string;
  readonly no: number;
  readonly postedAt: Date;
  readonly firstDay: string;
  /** Within the period; null when the video came after it, or had left before. */
  readonly gained: VideoCounters | null;
}

interface SlimVideo {
  readonly accountId: string;
  readonly no: number;
  readonly postedAt: Date;
  readonly firstDay: string;
  readonly goneDay: string | null;
  readonly latest: VideoCounters;
}

/** What a set of accounts' videos gained, for one period after the other; what two periods share is read once. */
export type GainReader = (requests: readonly GainRequest[]) => Promise<ReadonlyMap<string, readonly VideoGain[]>>;

/**
 * What every video of the accounts gained in a period: its last known counters in it less the last known ones before it. One that was
 * first seen in the period counts from zero when it was posted since the account is known, else from its first counters, and so does
 * every video of the account's first reading. The sum over an account's videos is the sum of its days' gains.
 */
export function createGainReader(tx: Tx, tenantId: string): GainReader {
  const states = createStateReader(tx, tenantId);
  const known = new Map<string, readonly SlimVideo[]>();
  return async (requests) => {
    const unknown = requests.filter(({ accountId }) => !known.has(accountId));
    const videos = await readSlimVideos(tx, tenantId, unknown);
    for (const { accountId } of unknown) known.set(accountId, videos.get(accountId) ?? []);
    return readGains(tx, tenantId, requests, { states, videosOf: (accountId) => known.get(accountId) ?? [] });
  };
}

/** Reads the states of videos at the end of days, each only once. */
type StateReader = (days: readonly AccountDay[]) => Promise<VideoStates>;

function createStateReader(tx: Tx, tenantId: string): StateReader {
  const known = new Map<string, ReadonlyMap<number, VideoCounters>>();
  const keyOf = ({ accountId, day }: AccountDay) => `${accountId} ${day}`;
  return async (days) => {
    const unknown = days.filter((day) => !known.has(keyOf(day)));
    const read = await readVideoStates(tx, tenantId, unknown);
    for (const day of unknown) known.set(keyOf(day), read.get(day.accountId) ?? new Map());
    return new Map(days.map((day) => [day.accountId, known.get(keyOf(day)) ?? new Map()]));
  };
}

async function readGains(
  tx: Tx,
  tenantId: string,
  requests: readonly GainRequest[],
  { states, videosOf }: { states: StateReader; videosOf: (accountId: string) => readonly SlimVideo[] },
): Promise<ReadonlyMap<string, readonly VideoGain[]>> {
  const before = await states(requests.map(({ accountId, period }) => ({ accountId, day: addDays(period.from, -1) })));
  const past = requests.filter(({ period, today }) => period.to < today);
  const ends = await states(past.map(({ accountId, period }) => ({ accountId, day: period.to })));
  const firstReadings = requests.flatMap((request) => firstReadingOf(request, before, videosOf(request.accountId)));
  const first = await states(firstReadings);
  const firstDays = new Map(firstReadings.map(({ accountId, day }) => [accountId, day]));

  const spans = requests.flatMap((request) =>
    videosOf(request.accountId).map((video): VideoSpan => {
      const { accountId, no } = video;
      const isOfFirstReading = firstDays.get(accountId) === video.firstDay;
      const start = isOfFirstReading ? first.get(accountId)?.get(no) : before.get(accountId)?.get(no);
      const isLatest = request.period.to >= request.today || (video.goneDay !== null && video.goneDay <= request.period.to);
      return { request, video, isOfFirstReading, start, end: isLatest ? video.latest : ends.get(accountId)?.get(no) };
    }),
  );
  const starts = await readLastKnown(tx, tenantId, spans.flatMap(missingStart));
  const lateEnds = await readLastKnown(tx, tenantId, spans.flatMap(missingEnd));
  const gains = spans.map((span): VideoGain => {
    const { accountId, no, postedAt, firstDay } = span.video;
    const key = lastKnownKey(accountId, no);
    const end = span.end ?? lateEnds.get(key);
    const start = span.start ?? starts.get(key);
    // Its days before the period are not kept any longer.
    const isForgotten = firstDay < span.request.period.from && !start;
    const isKnown = isSeen(span) && end && !isForgotten;
    const gained = isKnown ? gainOf({ ...end, postedAt }, start, span.request.createdAt) : null;
    return { accountId, no, postedAt, firstDay, gained };
  });
  return Map.groupBy(gains, ({ accountId }) => accountId);
}

interface VideoSpan {
  readonly request: GainRequest;
  readonly video: SlimVideo;
  readonly isOfFirstReading: boolean;
  readonly start: VideoCounters | undefined;
  readonly end: VideoCounters | undefined;
}

/** The day of an account's first reading, when it lies in the period. */
function firstReadingOf({ accountId, period }: GainRequest, before: VideoStates, videos: readonly SlimVideo[]): AccountDay[] {
  if (before.get(accountId)?.size !== 0) return [];
  const day = earliestOf(videos.map(({ firstDay }) => firstDay));
  return day !== undefined && day >= period.from && day <= period.to ? [{ accountId, day }] : [];
}

function isSeen({ video, request: { period } }: VideoSpan): boolean {
  return video.firstDay <= period.to && (video.goneDay === null || video.goneDay > period.from);
}

/** What must be looked up one by one: a video that had been away before the period, or was hidden until some day of it. */
function missingStart(span: VideoSpan): VideoOnDay[] {
  const { video, request } = span;
  if (span.start || !isSeen(span)) return [];
  const { accountId, no, firstDay } = video;
  if (firstDay < request.period.from) return [{ accountId, no, day: addDays(request.period.from, -1) }];
  return video.postedAt < request.createdAt || span.isOfFirstReading ? [{ accountId, no, day: firstDay }] : [];
}

function missingEnd(span: VideoSpan): VideoOnDay[] {
  if (span.end || !isSeen(span)) return [];
  return [{ accountId: span.video.accountId, no: span.video.no, day: span.request.period.to }];
}

interface RawSlimVideo extends Record<string, unknown> {
  account_id: string;
  no: number;
  posted_ms: number;
  first_day: string;
  gone_day: string | null;
  views: number;
  likes: number;
  comments: number;
  shares: number;
}

async function readSlimVideos(tx: Tx, tenantId: string, requests: readonly GainRequest[]): Promise<ReadonlyMap<string, SlimVideo[]>> {
  const { rows } = await tx.execute<RawSlimVideo>(sql`
    select v.account_id, v.no, (extract(epoch from v.posted_at) * 1000)::float8 as posted_ms, v.first_day::text,
      v.gone_day::text, v.views::float8, v.likes::float8, v.comments::float8, v.shares::float8
    from content_video v
    where v.tenant_id = ${tenantId} and v.account_id = any (${sql.param(requests.map(({ accountId }) => accountId))}::text[])`);
  const videos = rows.map(
    (row): SlimVideo => ({
      accountId: row.account_id,
      no: row.no,
      postedAt: new Date(row.posted_ms),
      firstDay: row.first_day,
      goneDay: row.gone_day,
      latest: { views: row.views, likes: row.likes, comments: row.comments, shares: row.shares },
    }),
  );
  return Map.groupBy(videos, ({ accountId }) => accountId);
}
