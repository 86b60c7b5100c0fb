import type { Collection } from '../stage/collection.ts';
import type { Random } from '../stage/random.ts';
import type { SandboxClock } from '../stage/sandbox-clock.ts';
import type { Timeline } from '../stage/timeline.ts';
import type { Faults } from './faults.ts';
import type { Identifiers } from './identifiers.ts';
import type {
  AccessGrant,
  AuthCode,
  Cancellation,
  Order,
  Parcel,
  Picture,
  Product,
  RefreshGrant,
  Seller,
  Shop,
  ShopWebhook,
} from './model.ts';
import type { Settings } from './settings.ts';

export interface AppCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  readonly serviceId: string;
}

/** An event for the app of a shop. `rawFields` are written as bare JSON numbers, as the vendor does with product ids. */
export interface WebhookEvent {
  readonly shopId: string;
  readonly type: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly rawFields?: Readonly<Record<string, string>>;
}

export interface CallRecord {
  readonly at: string;
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly shopId: string;
  readonly code: number;
  readonly status: number;
  readonly tookMs: number;
  readonly fault?: string;
}

export interface Counters {
  calls: number;
  callsAboveLimit: number;
  callsByApi: Record<string, number>;
  callsAboveLimitByApi: Record<string, number>;
  codes: Record<string, number>;
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
  readonly sellers: Collection<Seller>;
  readonly shops: Collection<Shop>;
  readonly products: Collection<Product>;
  readonly pictures: Collection<Picture>;
  readonly orders: Collection<Order>;
  readonly parcels: Collection<Parcel>;
  readonly cancellations: Collection<Cancellation>;
  readonly codes: Collection<AuthCode>;
  readonly accessGrants: Collection<AccessGrant>;
  readonly refreshGrants: Collection<RefreshGrant>;
  readonly shopWebhooks: Collection<ShopWebhook>;
  readonly callLog: CallRecord[];
  readonly emit: (event: WebhookEvent) => void;
  /** Address of this server, known once it listens. */
  readonly address: { url: string };
}

export function freshCounters(): Counters {
  return {
    calls: 0,
    callsAboveLimit: 0,
    callsByApi: {},
    callsAboveLimitByApi: {},
    codes: {},
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
