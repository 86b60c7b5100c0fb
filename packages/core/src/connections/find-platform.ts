import { HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';

/** The installed platform of a URL's short name. Throws `PLATFORM_UNSUPPORTED` when this hub runs without it. */
export function platformBySlug(platforms: ReadonlyMap<string, Platform>, slug: string): Platform {
  for (const platform of platforms.values()) if (platform.manifest.slug === slug) return platform;
  throw new HubError('PLATFORM_UNSUPPORTED', { message: `This hub runs without ${slug}; ask its operator to configure it` });
}
