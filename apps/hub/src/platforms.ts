import { createAmazon } from '@shopfleet/amazon';
import { createEbay } from '@shopfleet/ebay';
import type { Clock, Secret } from '@shopfleet/kernel';
import type { CallObserver, OutboundLimiter, Platform } from '@shopfleet/platform-kit';
import { createShopee } from '@shopfleet/shopee';
import { createTikTokContent } from '@shopfleet/tiktok-content';
import { createTikTokShop } from '@shopfleet/tiktok-shop';
import type { AmazonConfig, EbayConfig, PlatformsConfig, ShopeeConfig, TikTokContentConfig, TikTokShopConfig } from './config/platforms.ts';

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

interface HubAddress {
  readonly publicUrl: string;
  /** Proves to a marketplace that the address of our events is ours; 64 hexadecimal digits, the same in every process. */
  readonly eventToken: Secret;
}

type Opened = Platform & { close(): Promise<void> };

const eventUrl = ({ publicUrl }: HubAddress, slug: string): string => `${publicUrl}/api/v1/platforms/webhook/${slug}`;

/** The list of marketplaces that this hub knows. The only place that names them; one that is not configured is not there. */
export function installPlatforms(config: PlatformsConfig, shared: SharedInstruments, address: HubAddress): InstalledPlatforms {
  const opened: Opened[] = [];
  if (config.tiktokShop) opened.push(openTikTokShop(config.tiktokShop, shared));
  if (config.shopee) opened.push(openShopee(config.shopee, shared, address));
  if (config.ebay) opened.push(openEbay(config.ebay, shared, address));
  if (config.amazon) opened.push(openAmazon(config.amazon, shared));
  if (config.tiktokContent) opened.push(openTikTokContent(config.tiktokContent, shared));
  return {
    platforms: new Map(opened.map((platform) => [platform.manifest.platform, platform])),
    close: async () => {
      for (const platform of opened) await platform.close();
    },
  };
}

/** Without the members that are not set: adapters have their own defaults. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function openTikTokShop(
  { appKey, appSecret, serviceId, allowedOrigins, ...addresses }: TikTokShopConfig,
  shared: SharedInstruments,
): Opened {
  return createTikTokShop({ appKey, appSecret, serviceId, allowedOrigins, ...given(addresses), ...shared });
}

function openShopee(config: ShopeeConfig, shared: SharedInstruments, address: HubAddress): Opened {
  const { partnerId, partnerKey, pushUrl, allowedOrigins, ...addresses } = config;
  const callbackUrl = pushUrl ?? eventUrl(address, 'shopee');
  return createShopee({ partnerId, partnerKey, callbackUrl, allowedOrigins, ...given(addresses), ...shared });
}

function openEbay(config: EbayConfig, shared: SharedInstruments, address: HubAddress): Opened {
  const { clientId, clientSecret, ruName, alertEmail, allowedOrigins, ...optional } = config;
  const endpoint = eventUrl(address, 'ebay');
  const notification = alertEmail === undefined ? undefined : { verificationToken: address.eventToken.reveal(), endpoint, alertEmail };
  return createEbay({ clientId, clientSecret, ruName, allowedOrigins, ...given({ ...optional, notification }), ...shared });
}

function openAmazon({ clientId, clientSecret, allowedOrigins, apiBaseUrl, ...optional }: AmazonConfig, shared: SharedInstruments): Opened {
  const apiBaseUrls = apiBaseUrl === undefined ? undefined : { na: apiBaseUrl, eu: apiBaseUrl, fe: apiBaseUrl };
  return createAmazon({ clientId, clientSecret, allowedOrigins, ...given({ ...optional, apiBaseUrls }), ...shared });
}

function openTikTokContent(config: TikTokContentConfig, shared: SharedInstruments): Opened {
  const { clientKey, clientSecret, requestsPerMinute, allowedOrigins, scopes, apiBaseUrl, authorizationUrl } = config;
  return createTikTokContent({
    clientKey,
    clientSecret,
    requestsPerMinute,
    allowedOrigins,
    ...given({ scopes, apiBaseUrl, authorizationUrl }),
    ...shared,
  });
}
