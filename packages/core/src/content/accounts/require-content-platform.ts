import { HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { contentPlatform } from '../sync/sync-deps.ts';

/** The platform whose accounts are connected. Throws `PLATFORM_UNSUPPORTED` when this hub runs without it. */
export function requireContentPlatform(platforms: ReadonlyMap<string, Platform>): NonNullable<ReturnType<typeof contentPlatform>> {
  const platform = contentPlatform(platforms);
  if (platform) return platform;
  throw new HubError('PLATFORM_UNSUPPORTED', {
    message: 'This hub has no app for content accounts; ask its operator to configure one',
  });
}
