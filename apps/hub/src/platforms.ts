import type { Clock } from '@shopfleet/kernel';
import type { CallObserver, OutboundLimiter, Platform } from '@shopfleet/platform-kit';
import { createTikTokContent } from '@shopfleet/tiktok-content';
import { createTikTokShop } from '@shopfleet/tiktok-shop';
import type { HubConfig } from './config.ts';

export interface InstalledPlatforms {
  /** By the name that the database uses. */
  readonly platforms: ReadonlyMap<string, Platform>;
  close(): Promise<void>;
}

interface SharedInstruments {
  readonly limiter: OutboundLimiter;
  readonly observer: CallObserver;
  readonly clock: Clock;
}

type Opened = Platform & { close(): Promise<void> };

/** The list of marketplaces that this hub knows. The only place that names them; one that is not configured is not there. */
export function installPlatforms(config: Pick<HubConfig, 'tiktokShop' | 'tiktokContent'>, shared: SharedInstruments): InstalledPlatforms {
  const opened: Opened[] = [];
  if (config.tiktokShop) opened.push(openTikTokShop(config.tiktokShop, shared));
  if (config.tiktokContent) opened.push(openTikTokContent(config.tiktokContent, shared));
  return {
    platforms: new Map(opened.map((platform) => [platform.manifest.platform, platform])),
    close: async () => {
      for (const platform of opened) await platform.close();
    },
  };
}

function openTikTokShop(given: NonNullable<HubConfig['tiktokShop']>, shared: SharedInstruments): Opened {
  const { appKey, appSecret, serviceId, apiBaseUrl, authBaseUrl, authorizationUrl, allowedOrigins } = given;
  return createTikTokShop({
    appKey,
    appSecret,
    serviceId,
    allowedOrigins,
    ...(apiBaseUrl ? { apiBaseUrl } : {}),
    ...(authBaseUrl ? { authBaseUrl } : {}),
    ...(authorizationUrl ? { authorizationUrl } : {}),
    ...shared,
  });
}

function openTikTokContent(given: NonNullable<HubConfig['tiktokContent']>, shared: SharedInstruments): Opened {
  const { clientKey, clientSecret, requestsPerMinute, scopes, apiBaseUrl, authorizationUrl, allowedOrigins } = given;
  return createTikTokContent({
    clientKey,
    clientSecret,
    requestsPerMinute,
    allowedOrigins,
    ...(scopes ? { scopes } : {}),
    ...(apiBaseUrl ? { apiBaseUrl } : {}),
    ...(authorizationUrl ? { authorizationUrl } : {}),
    ...shared,
  });
}
