import { type Clock, type Secret, systemClock } from '@shopfleet/kernel';
import {
  type CallObserver,
  createPlatformHttp,
  type OutboundLimiter,
  type Platform,
  type PlatformHttpOptions,
  silentObserver,
} from '@shopfleet/platform-kit';
import { createCancellations } from './cancellations.ts';
import { TikTokClient } from './client.ts';
import { createConnect } from './connect.ts';
import { createFulfilment } from './fulfilment.ts';
import { createLabels } from './labels.ts';
import { createListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { createOrders } from './orders.ts';
import { createRepacking } from './repack.ts';
import { createStock } from './stock.ts';
import { verifyWebhook } from './webhooks.ts';

export interface TikTokShopOptions {
  readonly appKey: string;
  readonly appSecret: Secret;
  /** The service id of Partner Center; not the app key. */
  readonly serviceId: string;
  readonly limiter: OutboundLimiter;
  readonly observer?: CallObserver;
  readonly clock?: Clock;
  readonly apiBaseUrl?: string;
  readonly authBaseUrl?: string;
  /** Consent page, with everything but `service_id` and `state`. */
  readonly authorizationUrl?: string;
  readonly usAuthorizationUrl?: string;
  /** Origins outside the rule "public and https": the sandbox's. Also those that its label links point to. */
  readonly allowedOrigins?: readonly string[];
  readonly http?: Pick<PlatformHttpOptions, 'timeoutMs' | 'connectTimeoutMs' | 'maxTries' | 'backoff' | 'breaker'>;
}

export const tikTokShopAddresses = {
  apiBaseUrl: 'https://open-api.tiktokglobalshop.com',
  authBaseUrl: 'https://auth.tiktok-shops.com',
  authorizationUrl: 'https://services.tiktokshop.com/open/authorize',
  usAuthorizationUrl: 'https://services.us.tiktokshop.com/open/authorize',
} as const;

/** The TikTok Shop adapter. `close` ends its connections. */
export function createTikTokShop(given: TikTokShopOptions): Platform & { close(): Promise<void> } {
  const options = { ...tikTokShopAddresses, observer: silentObserver, clock: systemClock, ...given };
  const { appKey, appSecret, limiter, observer, clock } = options;
  const http = createPlatformHttp({
    platform: manifest.platform,
    limiter,
    observer,
    clock,
    allowedOrigins: options.allowedOrigins ?? [],
    ...options.http,
  });
  const client = new TikTokClient({ ...options, http });
  // A test set-up that names its own consent page means it for every seller.
  const usPage = given.authorizationUrl && !given.usAuthorizationUrl ? {} : { usAuthorizationUrl: options.usAuthorizationUrl };
  return {
    manifest,
    connect: createConnect({ client, serviceId: options.serviceId, authorizationUrl: options.authorizationUrl, ...usPage }),
    verifyWebhook: (input) => verifyWebhook({ appKey, appSecret }, input),
    orders: { ...createOrders(client), ...createCancellations(client) },
    listings: createListings(client),
    stock: createStock(client),
    fulfilment: { ...createFulfilment(client), ...createRepacking(client) },
    labels: createLabels(client, clock),
    close: () => http.close(),
  };
}
