import { type Clock, type Secret, systemClock } from '@shopfleet/kernel';
import {
  type CallObserver,
  createPlatformHttp,
  type OutboundLimiter,
  type Platform,
  type PlatformHttpOptions,
  silentObserver,
} from '@shopfleet/platform-kit';
import { TikTokContentClient } from './client.ts';
import { createConnect } from './connect.ts';
import { createContent } from './content.ts';
import { manifest } from './manifest.ts';
import { verifyWebhook } from './webhooks.ts';

export interface TikTokContentOptions {
  readonly clientKey: string;
  readonly clientSecret: Secret;
  readonly limiter: OutboundLimiter;
  readonly observer?: CallObserver;
  readonly clock?: Clock;
  /** What TikTok allows each reading call of this app in any minute; more on request to its support. */
  readonly requestsPerMinute?: number;
  /** What is asked for. One scope that the app is not approved for makes TikTok refuse the whole consent. */
  readonly scopes?: readonly string[];
  readonly apiBaseUrl?: string;
  /** The consent page. */
  readonly authorizationUrl?: string;
  /** Origins outside the rule "public and https": the sandbox's. */
  readonly allowedOrigins?: readonly string[];
  readonly http?: Pick<PlatformHttpOptions, 'timeoutMs' | 'connectTimeoutMs' | 'maxTries' | 'backoff' | 'breaker'>;
}

export const tikTokContentAddresses = {
  apiBaseUrl: 'https://open.tiktokapis.com',
  authorizationUrl: 'https://www.tiktok.com/v2/auth/authorize/',
} as const;

const tokenTimeoutMs = 30_000;
/** Enough that the tries of one account in trouble, with nothing else going on, do not stop the others. */
const breaker = { failures: 20, openMs: 5_000 };

/** The adapter of TikTok's content accounts. `close` ends its connections. */
export function createTikTokContent(given: TikTokContentOptions): Platform & { close(): Promise<void> } {
  const defaults = { observer: silentObserver, clock: systemClock, requestsPerMinute: 600, scopes: manifest.auth.scopes };
  const options = { ...tikTokContentAddresses, ...defaults, ...given };
  const { clientKey, clientSecret, limiter, observer, clock, scopes, authorizationUrl, apiBaseUrl } = options;
  const limit = { requests: options.requestsPerMinute, windowSeconds: 60 };
  const http = createPlatformHttp({
    platform: manifest.platform,
    limiter,
    observer,
    clock,
    allowedOrigins: options.allowedOrigins ?? [],
    breaker,
    ...options.http,
  });
  const client = new TikTokContentClient({
    http,
    clientKey,
    clientSecret,
    apiBaseUrl,
    limit,
    tokenTimeoutMs: options.http?.timeoutMs ?? tokenTimeoutMs,
  });
  return {
    manifest: { ...manifest, requestsPerSecond: limit.requests / limit.windowSeconds, auth: { ...manifest.auth, scopes } },
    connect: createConnect({ client, clock, clientKey, authorizationUrl, scopes }),
    verifyWebhook: (input) => verifyWebhook({ clientKey, clientSecret, clock }, input),
    content: createContent(client, limit),
    close: () => http.close(),
  };
}
