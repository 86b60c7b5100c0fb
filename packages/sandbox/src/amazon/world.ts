import type { Collection } from '../stage/collection.ts';
import type { Random } from '../stage/random.ts';
import type { SandboxClock } from '../stage/sandbox-clock.ts';
import type { Timeline } from '../stage/timeline.ts';
import type { DeliveryCounters } from '../stage/webhook-delivery.ts';
import type { Faults } from './faults.ts';
import type { Identifiers } from './identifiers.ts';
import type {
  AccessGrant,
  AuthCode,
  Destination,
  Feed,
  FeedDocument,
  Listing,
  Order,
  QueueMessage,
  RefreshGrant,
  Seller,
  Shipment,
  Subscription,
} from './model.ts';
import type { Settings } from './settings.ts';

export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly applicationId: string;
}

/** The hub's side of AWS: one queue and the key that may read it. */
export interface AwsAccount {
  readonly accountId: string;
  readonly awsRegion: string;
  readonly queueName: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Something that Amazon tells; it goes to whoever subscribed. */
export interface Notice {
  readonly type: string;
  readonly sellerId: string;
  readonly marketplaceId?: string;
  readonly payloadVersion: string;
  /** As `Payload` of the notification, in the spelling of the type. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly orderChangeType?: string;
}

export interface CallRecord {
  readonly at: string;
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly sellerId: string;
  readonly status: number;
  readonly code: string;
  readonly tookMs: number;
  readonly fault?: string;
}

export interface Counters extends DeliveryCounters {
  calls: number;
  callsAboveLimit: number;
  callsByApi: Record<string, number>;
  /** By operation and seller, `searchOrders A2…`. */
  callsBySeller: Record<string, number>;
  callsAboveLimitByApi: Record<string, number>;
  codes: Record<string, number>;
  tokenExchanges: number;
  tokenRefreshes: number;
  restrictedTokens: number;
  labels: number;
  webhooksLost: number;
  messagesQueued: number;
  messagesDeleted: number;
}

/** The whole marketplace: what it knows and the instruments it works with. Built in `start.ts`, passed to every function. */
export interface World {
  readonly app: AppCredentials;
  readonly aws: AwsAccount;
  readonly clock: SandboxClock;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly identifiers: Identifiers;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly counters: Counters;
  readonly sellers: Collection<Seller>;
  readonly listings: Collection<Listing>;
  readonly orders: Collection<Order>;
  readonly shipments: Collection<Shipment>;
  readonly codes: Collection<AuthCode>;
  readonly accessGrants: Collection<AccessGrant>;
  readonly refreshGrants: Collection<RefreshGrant>;
  readonly destinations: Collection<Destination>;
  readonly subscriptions: Collection<Subscription>;
  readonly messages: Collection<QueueMessage>;
  readonly feeds: Collection<Feed>;
  readonly feedDocuments: Collection<FeedDocument>;
  readonly callLog: CallRecord[];
  readonly emit: (notice: Notice) => void;
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
    restrictedTokens: 0,
    labels: 0,
    webhooksSent: 0,
    webhooksAccepted: 0,
    webhooksFailed: 0,
    webhooksGivenUp: 0,
    webhooksLost: 0,
    messagesQueued: 0,
    messagesDeleted: 0,
  };
}
