import type { Collection } from '../stage/collection.ts';
import type { Random } from '../stage/random.ts';
import type { SandboxClock } from '../stage/sandbox-clock.ts';
import type { Timeline } from '../stage/timeline.ts';
import type { DailyUse } from './daily-use.ts';
import type { Faults } from './faults.ts';
import type { Identifiers } from './identifiers.ts';
import type {
  AccessGrant,
  AuthCode,
  Destination,
  InventoryItem,
  ItemGroup,
  Offer,
  Order,
  RefreshGrant,
  Seller,
  ShippingFulfillment,
  StockLocation,
  Subscription,
} from './model.ts';
import type { Settings } from './settings.ts';
import type { SigningKey } from './signing-key.ts';

export interface AppCredentials {
  /** The App ID. */
  readonly clientId: string;
  /** The Cert ID. */
  readonly clientSecret: string;
  readonly devId: string;
  readonly ruName: string;
}

/** Something that happened; who is told is decided by subscriptions. `sellerId` is undefined for events of the application. */
export interface NotificationEvent {
  readonly topic: string;
  readonly sellerId: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CallRecord {
  readonly at: string;
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly sellerId: string;
  /** 0 when there was no error. */
  readonly code: number;
  readonly status: number;
  readonly tookMs: number;
  readonly fault?: string;
}

export interface Counters {
  calls: number;
  callsAboveLimit: number;
  callsByApi: Record<string, number>;
  callsBySeller: Record<string, number>;
  callsAboveLimitByApi: Record<string, number>;
  codes: Record<string, number>;
  tokenExchanges: number;
  tokenRefreshes: number;
  applicationTokens: number;
  challenges: number;
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
  readonly dailyUse: DailyUse;
  readonly signingKey: SigningKey;
  readonly sellers: Collection<Seller>;
  readonly codes: Collection<AuthCode>;
  readonly accessGrants: Collection<AccessGrant>;
  readonly refreshGrants: Collection<RefreshGrant>;
  readonly orders: Collection<Order>;
  readonly fulfillments: Collection<ShippingFulfillment>;
  readonly items: Collection<InventoryItem>;
  readonly groups: Collection<ItemGroup>;
  readonly offers: Collection<Offer>;
  readonly locations: Collection<StockLocation>;
  readonly destinations: Collection<Destination>;
  readonly subscriptions: Collection<Subscription>;
  /** What Notification `config` holds. */
  readonly notificationConfig: { alertEmail: string };
  /** Items that are being written just now. */
  readonly busySkus: Set<string>;
  readonly callLog: CallRecord[];
  readonly emit: (event: NotificationEvent) => void;
  /** Address of this server, known once it listens. */
  readonly address: { url: string };
}

export function freshCounters(): Counters {
  return {
    calls: 0,
    callsAboveLimit: 0,
    callsByApi: {},
    callsBySeller: {},
    callsAboveLimitByApi: {},
    codes: {},
    tokenExchanges: 0,
    tokenRefreshes: 0,
    applicationTokens: 0,
    challenges: 0,
    webhooksSent: 0,
    webhooksAccepted: 0,
    webhooksFailed: 0,
    webhooksGivenUp: 0,
    webhooksLost: 0,
  };
}
