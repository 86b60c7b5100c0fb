import { type Clock, type Secret, systemClock } from '@shopfleet/kernel';
import {
  type CallObserver,
  createPlatformHttp,
  type OutboundLimiter,
  type Platform,
  type PlatformHttpOptions,
  silentObserver,
} from '@shopfleet/platform-kit';
import { AmazonClient } from './client.ts';
import { createConnect, type SelfAuthorised } from './connect.ts';
import { createEventQueue, type SqsOptions } from './event-queue.ts';
import { FreshLabels } from './fresh-labels.ts';
import { createFulfilment } from './fulfilment.ts';
import { createLabels } from './labels.ts';
import { createListings } from './listings.ts';
import { Login } from './login.ts';
import { manifest, withoutEvents } from './manifest.ts';
import type { SellingRegion } from './marketplaces.ts';
import { createOrders } from './orders.ts';
import { createStock } from './stock.ts';
import { subscribeEvents } from './subscribe-events.ts';
import { verifyWebhook } from './webhooks.ts';

export interface AmazonOptions {
  /** Of Login with Amazon: `amzn1.application-oa2-client.…`. */
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** `amzn1.sp.solution.…`, or `amzn1.sellerapps.app.…`; a private application with its own seller needs none. */
  readonly applicationId?: string;
  readonly limiter: OutboundLimiter;
  readonly observer?: CallObserver;
  readonly clock?: Clock;
  /** For a private application: its seller is connected without a consent page. */
  readonly selfAuthorised?: SelfAuthorised;
  readonly sqs?: SqsOptions;
  /** What an EventBridge API destination sends as `x-api-key`. */
  readonly eventKey?: Secret;
  /** Draft applications are consented to on a page of their own. */
  readonly isDraft?: boolean;
  readonly apiBaseUrls?: Partial<Record<SellingRegion, string>>;
  readonly authBaseUrl?: string;
  /** The consent page for every seller, instead of that of the seller's country. */
  readonly authorizationUrl?: string;
  /** Origins outside the rule "public and https": the sandbox's, its queue included. */
  readonly allowedOrigins?: readonly string[];
  readonly http?: Pick<PlatformHttpOptions, 'timeoutMs' | 'connectTimeoutMs' | 'maxTries' | 'backoff' | 'breaker'>;
}

export const amazonAddresses = {
  apiBaseUrls: {
    na: 'https://sellingpartnerapi-na.amazon.com',
    eu: 'https://sellingpartnerapi-eu.amazon.com',
    fe: 'https://sellingpartnerapi-fe.amazon.com',
  },
  authBaseUrl: 'https://api.amazon.com',
} as const;

/** The Amazon adapter. `close` ends its connections. */
export function createAmazon(given: AmazonOptions): Platform & { close(): Promise<void> } {
  const options = { authBaseUrl: amazonAddresses.authBaseUrl, observer: silentObserver, clock: systemClock, ...given };
  const apiBaseUrls = { ...amazonAddresses.apiBaseUrls, ...given.apiBaseUrls };
  const { clientId, clientSecret, authBaseUrl, limiter, observer, clock, sqs } = options;
  const http = createPlatformHttp({
    platform: manifest.platform,
    limiter,
    observer,
    clock,
    allowedOrigins: options.allowedOrigins ?? [],
    ...options.http,
  });
  const client = new AmazonClient({ http, clock, clientId, apiBaseUrls });
  const login = new Login({ http, clock, clientId, clientSecret, authBaseUrl });
  const connect = createConnect({ ...given, client, login, clock, apiBaseUrls });
  const fresh = new FreshLabels(clock);
  const unsupported = sqs || given.eventKey ? manifest.unsupported : { ...manifest.unsupported, 'order-events': withoutEvents };
  return {
    manifest: { ...manifest, unsupported },
    connect: sqs ? { ...connect, subscribe: (access) => subscribeEvents({ client, login, queueArn: sqs.queueArn }, access) } : connect,
    verifyWebhook: (call) => verifyWebhook(given.eventKey, call),
    ...(sqs ? { eventQueue: createEventQueue(http, sqs) } : {}),
    orders: createOrders(client, clock),
    listings: createListings(client),
    stock: createStock(client),
    fulfilment: createFulfilment(client, clock, fresh),
    labels: createLabels(client, clock, fresh),
    close: () => http.close(),
  };
}
