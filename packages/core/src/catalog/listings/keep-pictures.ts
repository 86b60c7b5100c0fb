import type { Database, Tx } from '@shopfleet/db';
import { defineJob, type Jobs } from '@shopfleet/jobs';
import type { Clock, Log } from '@shopfleet/kernel';
import { z } from 'zod';
import type { BlobStore } from '../../files/index.ts';
import { findMissingPictures, type MissingPicture, notePictureKept, notePictureProblem } from './picture-store.ts';

const shopSchema = z.object({ shopId: z.string() });

/** Fetches the pictures of a shop's listings that are not kept yet, when nothing else is to be done. */
export const listingPicturesJob = defineJob<z.infer<typeof shopSchema>>({
  name: 'listings.pictures',
  lane: 'bulk',
  retryLimit: 3,
  backoff: { baseMs: 60_000, maxMs: 600_000 },
  expireInSeconds: 1_800,
  key: ({ shopId }) => shopId,
  parse: (stored) => shopSchema.parse(stored),
});

export interface PictureDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly files: BlobStore;
  /** The bytes behind an address that a platform named. Throws `PlatformFailure`. */
  fetchPicture(url: string): Promise<Uint8Array>;
}

const perJob = 200;
const atOnce = 4;
const mostPixels = 40_000_000;
const sidePixels = 640;

/** Asks, once, for the pictures of a shop that are not kept yet. */
export async function askForPictures(tx: Tx, deps: Pick<PictureDeps, 'clock' | 'jobs'>, place: { tenantId: string; shopId: string }) {
  if ((await findMissingPictures(tx, deps.clock, { ...place, limit: 1 })).length === 0) return;
  await deps.jobs.enqueue(tx, listingPicturesJob, place.tenantId, { shopId: place.shopId }, { dedupeKey: place.shopId, priority: -50 });
}

/** Keeps the next pictures of a shop, small. One that fails is tried again another day and does not stop the others. */
export async function keepPictures(
  deps: PictureDeps,
  { tenantId, shopId, signal }: { tenantId: string; shopId: string; signal: AbortSignal },
): Promise<void> {
  const missing = await deps.db.asTenant(tenantId, (tx) => findMissingPictures(tx, deps.clock, { tenantId, shopId, limit: perJob }));
  const waiting = [...missing];
  const work = async () => {
    for (let picture = waiting.shift(); picture; picture = waiting.shift()) {
      signal.throwIfAborted();
      await keepPicture(deps, tenantId, picture);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (missing.length === perJob) await deps.db.asTenant(tenantId, (tx) => askForPictures(tx, deps, { tenantId, shopId }));
}

async function keepPicture(deps: PictureDeps, tenantId: string, picture: MissingPicture): Promise<void> {
  const { listingId, key, url } = picture;
  try {
    const sha256 = await deps.files.put(await redraw(await deps.fetchPicture(url)));
    await deps.db.asTenant(tenantId, (tx) => notePictureKept(tx, { tenantId, listingId, key, sha256 }));
  } catch (error) {
    deps.log.debug({ err: error, listingId, key }, 'A picture could not be kept');
    const problem = error instanceof Error ? error.message : String(error);
    await deps.db.asTenant(tenantId, (tx) => notePictureProblem(tx, deps.clock, { tenantId, listingId, key, problem }));
  }
}

/** Decoded and encoded anew: whatever was hidden in the bytes does not come along. */
async function redraw(bytes: Uint8Array): Promise<Uint8Array> {
  // Loaded with the first picture: it weighs tens of megabytes.
  const { default: sharp } = await import('sharp');
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    .rotate()
    .resize({ width: sidePixels, height: sidePixels, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer();
}
