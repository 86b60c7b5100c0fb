import type { Collection } from '../stage/collection.ts';
import type { Random } from '../stage/random.ts';
import type { Timeline } from '../stage/timeline.ts';
import type { ContentClock } from './content-clock.ts';
import type { Faults } from './faults.ts';
import type { Limiter } from './limiter.ts';
import type { AccessGrant, Account, AuthCode, RefreshGrant } from './model.ts';
import type { Settings } from './settings.ts';

export interface AppCredentials {
  readonly clientKey: string;
  readonly clientSecret: string;
}

/** An event about an account; `content` becomes JSON inside a string. */
export interface WebhookEvent {
  readonly event: string;
  readonly accountId: string;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface CallRecord {
  readonly at: string;
  readonly api: string;
  readonly account: string;
  readonly status: number;
  readonly code: string;
  readonly tookMs: number;
  readonly fault?: string;
}

export interface Counters {
  calls: number;
  callsByApi: Record<string, number>;
  codes: Record<string, number>;
  tokenExchanges: number;
  tokenRefreshes: number;
  /** Refresh tokens sent again after they were used. */
  refreshTokenReuses: number;
  revocations: number;
  pictures: number;
  picturesRefused: number;
  webhooksSent: number;
  webhooksAccepted: number;
  webhooksFailed: number;
  webhooksGivenUp: number;
  webhooksLost: number;
}

/** The whole platform: what it knows and the instruments it works with. Built in `start.ts`, passed to every function. */
export interface World {
  readonly app: AppCredentials;
  readonly clock: ContentClock;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly counters: Counters;
  readonly accounts: Collection<Account>;
  readonly accountsByName: Map<string, string>;
  readonly codes: Collection<AuthCode>;
  readonly accessGrants: Collection<AccessGrant>;
  readonly refreshGrants: Collection<RefreshGrant>;
  /** Tokens of each account, so that ending a grant does not look through all of them. */
  readonly tokensOf: Map<string, { access: string[]; refresh: string[] }>;
  /** Sums that need not be counted twice. */
  readonly likes: Map<string, { readonly key: string; readonly likes: number }>;
  readonly callLog: CallRecord[];
  readonly emit: (event: WebhookEvent) => void;
  /** All growth follows from it. */
  seed: number;
  /** Address of this server, known once it listens. */
  readonly address: { url: string };
}

export function freshCounters(): Counters {
  return {
    calls: 0,
    callsByApi: {},
    codes: {},
    tokenExchanges: 0,
    tokenRefreshes: 0,
    refreshTokenReuses: 0,
    revocations: 0,
    pictures: 0,
    picturesRefused: 0,
    webhooksSent: 0,
    webhooksAccepted: 0,
    webhooksFailed: 0,
    webhooksGivenUp: 0,
    webhooksLost: 0,
  };
}
