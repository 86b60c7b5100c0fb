import { channelProductRoutes } from '@shopfleet/contracts';
import { type Platform, platformDeeds } from '@shopfleet/platform-kit';
import type { z } from 'zod';
import type { ShopRow } from '../../connections/index.ts';
import { whyNot } from './platform-deeds.ts';

type PlatformView = z.infer<typeof channelProductRoutes.platformSchema>;

/** Every marketplace: what the installed ones can do, and the names of those that this hub is not set up for. */
export function listPlatforms(platforms: ReadonlyMap<string, Platform>, shops: readonly ShopRow[]): PlatformView[] {
  const installed = new Map([...platforms.values()].filter(({ content }) => !content).map((one) => [one.manifest.slug, one]));
  const known = Object.entries(channelProductRoutes.platformTitles).map(([slug, title]) => {
    const platform = installed.get(slug);
    return platform ? viewPlatform(platform, shops) : { ...notInstalled, slug, platform: slug, title };
  });
  const others = [...installed].filter(([slug]) => !(slug in channelProductRoutes.platformTitles));
  return [...known, ...others.map(([, platform]) => viewPlatform(platform, shops))];
}

const notInstalled = {
  isInstalled: false,
  regions: [],
  shops: 0,
  deeds: [],
  limits: { requestsPerSecond: 0, orderPollMinutes: null, imageTypes: [] },
  webhookTopics: [],
  links: [],
};

function viewPlatform(platform: Platform, shops: readonly ShopRow[]): PlatformView {
  const { manifest } = platform;
  return {
    platform: manifest.platform,
    slug: manifest.slug,
    title: manifest.title,
    isInstalled: true,
    regions: [...manifest.regions],
    shops: shops.filter((shop) => shop.isActive && shop.platform === manifest.platform).length,
    deeds: platformDeeds.map((deed) => {
      const words = whyNot(platform, deed);
      return { deed, isSupported: words === undefined, words: words ?? '' };
    }),
    limits: {
      requestsPerSecond: manifest.requestsPerSecond,
      orderPollMinutes: manifest.orderPolling?.leastMinutes ?? null,
      imageTypes: platform.listings?.uploadImage ? ['image/jpeg', 'image/png'] : [],
    },
    webhookTopics: [...manifest.webhookTopics],
    links: manifest.links.map((link) => ({ ...link })),
  };
}
