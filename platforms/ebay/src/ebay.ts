import { type Clock, type Secret, systemClock } from '@shopfleet/kernel';
import {
  type CallObserver,
  createPlatformHttp,
  type OutboundLimiter,
  type Platform,
  type PlatformHttpOptions,
  silentObserver,
} from '@shopfleet/platform-kit';
import { answerChallenge, type NotificationOptions } from './challenge.ts';
import { EbayClient } from './client.ts';
import { createConnect } from './connect.ts';
import { createFulfilment } from './fulfilment.ts';
import { createListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { createOrders } from './orders.ts';
import { PublicKeys } from './public-keys.ts';
import { SkuQueue } from './sku-queue.ts';
import { createStock } from './stock.ts';
import { createSubscribe } from './subscribe.ts';
import { verifyWebhook } from './webhooks.ts';

export interface EbayOptions {
  /** App ID of the keyset. */
  readonly clientId: string;
  /** Cert ID of the keyset. */
  readonly clientSecret: Secret;
  /** Belongs to the keyset; none of the calls in use wants it. */
  readonly devId?: string;
  /** The name that stands for the redirect address; not an address. */
  readonly ruName: string;
  /** Without it eBay is not asked for events. */
  readonly notification?: NotificationOptions;
  readonly limiter: OutboundLimiter;
  readonly observer?: CallObserver;
  readonly clock?: Clock;
  readonly apiBaseUrl?: string;
  /** Where `getUser` lives: a host of its own. */
  readonly identityBaseUrl?: string;
  /** The consent page. */
  readonly authorizationUrl?: string;
  /** Origins outside the rule "public and https": the sandbox's. */
  readonly allowedOrigins?: readonly string[];
  readonly http?: Pick<PlatformHttpOptions, 'timeoutMs' | 'connectTimeoutMs' | 'maxTries' | 'backoff' | 'breaker'>;
}

export const ebayAddresses = {
  apiBaseUrl: 'https://api.ebay.com',
  identityBaseUrl: 'https://apiz.ebay.com',
  authorizationUrl: 'https://auth.ebay.com/oauth2/authorize',
} as const;

/** The eBay adapter. `close` ends its connections. */
export function createEbay(given: EbayOptions): Platform & { close(): Promise<void> } {
  const options = { ...ebayAddresses, observer: silentObserver, clock: systemClock, ...given };
  const { clientId, ruName, authorizationUrl, notification, limiter, observer, clock } = options;
  const http = createPlatformHttp({
    platform: manifest.platform,
    limiter,
    observer,
    clock,
    allowedOrigins: options.allowedOrigins ?? [],
    ...options.http,
  });
  const client = new EbayClient({ ...options, http });
  const keys = new PublicKeys(client, clock);
  const queue = new SkuQueue();
  const subscribe = notification && createSubscribe(client, notification);
  return {
    manifest,
    connect: createConnect({ client, clock, clientId, ruName, authorizationUrl, ...(subscribe ? { subscribe } : {}) }),
    verifyWebhook: (call) => verifyWebhook((kid) => keys.get(kid), call),
    ...(notification ? { answerChallenge: (query) => answerChallenge(notification, query) } : {}),
    orders: createOrders(client, clock),
    listings: createListings(client, queue),
    stock: createStock(client, queue),
    fulfilment: createFulfilment(client),
    close: () => http.close(),
  };
}
