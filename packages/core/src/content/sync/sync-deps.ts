import type { ContentJob } from '@shopfleet/contracts';
import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Clock } from '@shopfleet/kernel';
import type { ContentCapability, Platform } from '@shopfleet/platform-kit';
import type { RefreshDeps } from '../../connections/index.ts';
import type { BlobStore } from '../../files/index.ts';

/** What it takes to ask for a run. */
export interface RequestRunDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly platforms: ReadonlyMap<string, Platform>;
}

export interface ContentSyncSettings {
  /** Profiles and accounts' videos that are read at the same moment, in each run. */
  readonly profilesAtOnce: number;
  readonly videosAtOnce: number;
  /** The calendar of organisations that named none of their own, in `timeZone`. */
  readonly crons: Readonly<Record<ContentJob, string>>;
  readonly timeZone: string;
  readonly isCalendarOn: boolean;
}

export interface ContentSyncDeps extends RefreshDeps {
  readonly jobs: Jobs;
  readonly sync: ContentSyncSettings;
  readonly files: Pick<BlobStore, 'put' | 'get'>;
  /** Fetches a picture from the platform, guarded and bounded; without it pictures are not kept. */
  readonly fetchPicture?: (url: string) => Promise<Uint8Array>;
}

/** The platform whose accounts are read; there is one. */
export function contentPlatform(
  platforms: ReadonlyMap<string, Platform>,
): (Platform & { readonly content: ContentCapability }) | undefined {
  for (const platform of platforms.values()) if (platform.content) return { ...platform, content: platform.content };
  return undefined;
}
