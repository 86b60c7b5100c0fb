import type { paths } from '../lib/generated/api-types.ts';
import { readOne, readText } from './read-search.ts';

type BoardQuery = NonNullable<paths['/api/content/accounts']['get']['parameters']['query']>;
export type ContentStatus = NonNullable<BoardQuery['status']>;
export type BoardSort = NonNullable<BoardQuery['sort']>;
export type VideoSort = NonNullable<NonNullable<paths['/api/content/accounts/{accountId}/videos']['get']['parameters']['query']>['sort']>;

export const contentStatuses: readonly ContentStatus[] = ['NOT_CONNECTED', 'CONNECTED', 'NEED_RECONNECT', 'EXPIRED', 'ERROR'];
export const periods = [7, 14, 28, 90] as const;
export type Period = (typeof periods)[number];
export const usualPeriod: Period = 28;

export const boardSorts: readonly BoardSort[] = [
  'account',
  'outlet',
  'status',
  'followers',
  'growth',
  'views',
  'engagement',
  'posted',
  'missing',
  'lastSync',
];

/** The last so many days, or own days that were chosen: `from` to `to`, both together. */
export interface PeriodSearch {
  readonly days?: Period;
  readonly from?: string;
  readonly to?: string;
  /** The period before is set beside it. */
  readonly compare?: true;
}

/** The filters of the board as they stand in the address. */
export interface BoardSearch extends PeriodSearch {
  readonly q?: string;
  readonly status?: ContentStatus;
  readonly group?: string;
  readonly sort?: BoardSort;
  readonly order?: 'asc' | 'desc';
  readonly shade?: 'followers';
}

export const videoSorts: readonly VideoSort[] = ['gained', 'views', 'posted', 'engagement'];
export const growthMeasures = ['followers', 'views', 'newFollowers', 'likes'] as const;
export type GrowthMeasure = (typeof growthMeasures)[number];

/** What an account's page shows, as it stands in the address. */
export interface AccountSearch extends PeriodSearch {
  readonly measure?: GrowthMeasure;
  readonly videos?: VideoSort;
}

export const summaryMeasures = ['views', 'followersChange', 'accountsMissing'] as const;
export type SummaryMeasure = (typeof summaryMeasures)[number];

/** What the summary is about, as it stands in the address. */
export interface SummarySearch extends PeriodSearch {
  readonly group?: string;
  readonly measure?: SummaryMeasure;
}

/** The filters of the outlets, and what is to be done at once: a link for one outlet, or links for all that need one. */
export interface OutletSearch {
  readonly q?: string;
  readonly status?: ContentStatus;
  readonly group?: string;
  readonly archived?: true;
  readonly link?: string;
  readonly campaign?: 'reconnect' | 'ends-soon' | 'never-connected';
}

export type SyncResult = 'succeeded' | 'failed' | 'skipped';
export const syncResults: readonly SyncResult[] = ['succeeded', 'failed', 'skipped'];
export type SyncJob = 'refresh_tokens' | 'user' | 'video';
export const syncJobs: readonly SyncJob[] = ['user', 'video', 'refresh_tokens'];

/** The run that is open, and the filters of the log. */
export interface SyncSearch {
  readonly run?: string;
  readonly job?: SyncJob;
  readonly result?: SyncResult;
  readonly accountId?: string;
}

type Raw = Record<string, unknown>;

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

const readPeriod = (search: Raw): PeriodSearch => ({
  ...readOne('days', search.days, periods),
  ...(isDay(search.from) && isDay(search.to) && search.from <= search.to ? { from: search.from, to: search.to } : {}),
  ...readOne('compare', search.compare, [true as const]),
});

export function readBoardSearch(search: Raw): BoardSearch {
  return {
    ...readPeriod(search),
    ...readText('q', search.q),
    ...readOne('status', search.status, contentStatuses),
    ...readText('group', search.group),
    ...readOne('sort', search.sort, boardSorts),
    ...readOne('order', search.order, ['asc', 'desc'] as const),
    ...readOne('shade', search.shade, ['followers'] as const),
  };
}

export function readAccountSearch(search: Raw): AccountSearch {
  return {
    ...readPeriod(search),
    ...readOne('measure', search.measure, growthMeasures),
    ...readOne('videos', search.videos, videoSorts),
  };
}

export function readSummarySearch(search: Raw): SummarySearch {
  return {
    ...readPeriod(search),
    ...readText('group', search.group),
    ...readOne('measure', search.measure, summaryMeasures),
  };
}

export function readOutletSearch(search: Raw): OutletSearch {
  return {
    ...readText('q', search.q),
    ...readOne('status', search.status, contentStatuses),
    ...readText('group', search.group),
    ...readOne('archived', search.archived, [true as const]),
    ...readText('link', search.link),
    ...readOne('campaign', search.campaign, ['reconnect', 'ends-soon', 'never-connected'] as const),
  };
}

export function readSyncSearch(search: Raw): SyncSearch {
  return {
    ...readText('run', search.run),
    ...readOne('job', search.job, syncJobs),
    ...readOne('result', search.result, syncResults),
    ...readText('accountId', search.accountId),
  };
}
