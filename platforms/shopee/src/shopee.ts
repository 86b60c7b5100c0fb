import { type Clock, type Secret, systemClock } from '@shopfleet/kernel';
import {
  type CallObserver,
  createPlatformHttp,
  type OutboundLimiter,
  type Platform,
  type PlatformHttpOptions,
  silentObserver,
} from '@shopfleet/platform-kit';
import { limitApp } from './app-limit.ts';
import { ShopeeClient } from './client.ts';
import { createConnect } from './connect.ts';
import { createFulfilment } from './fulfilment.ts';
import { createLabels } from './labels.ts';
import { createListings } from './listings.ts';
import { createLostPushes } from './lost-pushes.ts';
import { manifest } from './manifest.ts';
import { createOrders } from './orders.ts';
import { createShopFacts } from './shop-facts.ts';
import { createStock } from './stock.ts';
import { verifyWebhook } from './webhooks.ts';

export interface ShopeeOptions {
  readonly partnerId: number;
  /** Of the same environment as the addresses: live and sandbox have different ones. */
  readonly partnerKey: Secret;
  /** The address of pushes, character by character as it was entered in the console: signatures are over it. */
  readonly callbackUrl: string;
  readonly limiter: OutboundLimiter;
  readonly observer?: CallObserver;
  readonly clock?: Clock;
  readonly apiBaseUrl?: string;
  /** Consent page, without its parameters. */
  readonly authorizationUrl?: string;
  /** Origins outside the rule "public and https": the sandbox's. */
  readonly allowedOrigins?: readonly string[];
  readonly http?: Pick<PlatformHttpOptions, 'timeoutMs' | 'connectTimeoutMs' | 'maxTries' | 'backoff' | 'breaker'>;
  /** How long Shopee needs after a new item before it takes its variations; five seconds and more. */
  readonly variationWaitMs?: number;
}

export const shopeeAddresses = {
  apiBaseUrl: 'https://partner.shopeemobile.com',
  authorizationUrl: 'https://open.shopee.com/auth',
} as const;

/** The Shopee adapter. `close` ends its connections. */
export function createShopee(given: ShopeeOptions): Platform & { close(): Promise<void> } {
  const options = { ...shopeeAddresses, observer: silentObserver, clock: systemClock, variationWaitMs: 6_000, ...given };
  const { partnerId, partnerKey, callbackUrl, observer, clock, variationWaitMs } = options;
  const http = createPlatformHttp({
    platform: manifest.platform,
    limiter: limitApp(options.limiter, `${manifest.platform}:${partnerId}`),
    observer,
    clock,
    allowedOrigins: options.allowedOrigins ?? [],
    ...options.http,
  });
  const client = new ShopeeClient({ ...options, http });
  const facts = createShopFacts(client, clock);
  return {
    manifest,
    connect: createConnect({ client, clock, partnerId, authorizationUrl: options.authorizationUrl }),
    verifyWebhook: (call) => verifyWebhook({ callbackUrl, partnerKey }, call),
    eventQueue: createLostPushes(client),
    orders: createOrders(client, facts),
    listings: createListings({ client, clock, facts, variationWaitMs }),
    stock: createStock(client, facts),
    fulfilment: createFulfilment(client),
    labels: createLabels(client, clock),
    close: () => http.close(),
  };
}
