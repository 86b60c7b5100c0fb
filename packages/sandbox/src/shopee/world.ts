import type { Collection } from '../stage/collection.ts';
import type { Random } from '../stage/random.ts';
import type { SandboxClock } from '../stage/sandbox-clock.ts';
import type { Timeline } from '../stage/timeline.ts';
import type { Faults } from './faults.ts';
import type { Identifiers } from './identifiers.ts';
import type {
  AccessGrant,
  AuthCode,
  Consent,
  LostPush,
  Order,
  Parcel,
  Picture,
  Product,
  RefreshGrant,
  ReturnRequest,
  Shop,
} from './model.ts';
import type { Settings } from './settings.ts';

export interface AppCredentials {
  readonly partnerId: number;
  readonly partnerKey: string;
}

/** A push for the app: of a shop, or (without one) of the app itself. */
export interface PushEvent {
  readonly code: number;
  readonly shopId?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface CallRecord {
  readonly at: string;
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly shopId: string;
  readonly error: string;
  readonly status: number;
  readonly tookMs: number;
  readonly fault?: string;
}

export interface Counters {
  calls: number;
  callsByApi: Record<string, number>;
  /** By shop, then by API. */
  callsByShop: Record<string, Record<string, number>>;
  callsAboveLimit: number;
  errors: Record<string, number>;
  tokenExchanges: number;
  tokenRefreshes: number;
  refreshTokenReuses: number;
  labels: number;
  webhooksSent: number;
  webhooksAccepted: number;
  webhooksFailed: number;
  webhooksGivenUp: number;
  webhooksLost: number;
}

/** The whole marketplace: what it knows and the instruments it works with. Built in `start.ts`, passed to every function. */
export interface World {
  readonly app: AppCredentials;
  readonly clock: SandboxClock;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly identifiers: Identifiers;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly counters: Counters;
  readonly shops: Collection<Shop>;
  readonly consents: Collection<Consent>;
  readonly products: Collection<Product>;
  readonly pictures: Collection<Picture>;
  readonly orders: Collection<Order>;
  readonly parcels: Collection<Parcel>;
  readonly returns: Collection<ReturnRequest>;
  readonly codes: Collection<AuthCode>;
  readonly accessGrants: Collection<AccessGrant>;
  readonly refreshGrants: Collection<RefreshGrant>;
  readonly lostPushes: Collection<LostPush>;
  readonly callLog: CallRecord[];
  readonly emit: (event: PushEvent) => void;
  /** Asks the push address with code 0; resolves with why its answer is not good, or undefined. */
  readonly verifyAddress: () => Promise<string | undefined>;
  /** Address of this server, known once it listens. */
  readonly address: { url: string };
}

export function freshCounters(): Counters {
  return {
    calls: 0,
    callsByApi: {},
    callsByShop: {},
    callsAboveLimit: 0,
    errors: {},
    tokenExchanges: 0,
    tokenRefreshes: 0,
    refreshTokenReuses: 0,
    labels: 0,
    webhooksSent: 0,
    webhooksAccepted: 0,
    webhooksFailed: 0,
    webhooksGivenUp: 0,
    webhooksLost: 0,
  };
}
