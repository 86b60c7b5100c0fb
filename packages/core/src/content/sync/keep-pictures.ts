import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { coveredVideos } from '../days/index.ts';
import type { ContentSyncDeps } from './sync-deps.ts';

const covers = { width: 270, height: 360 };
const avatars = { width: 200, height: 200 };
const mostPixels = 40_000_000;

interface Missing extends Record<string, unknown> {
  no: number | null;
  url: string;
}

/** Fetches covers and the profile picture of an account that are not kept yet, and keeps them small. One that fails is left for later. */
export async function keepPictures(
  deps: ContentSyncDeps,
  { tenantId, accountId, signal }: { tenantId: string; accountId: string; signal: AbortSignal },
): Promise<void> {
  const { fetchPicture } = deps;
  if (!fetchPicture) return;
  for (const { no, url } of await deps.db.asTenant(tenantId, (tx) => findMissingPictures(tx, accountId))) {
    signal.throwIfAborted();
    try {
      const sha256 = await deps.files.put(await small(await fetchPicture(url), no === null ? avatars : covers));
      await deps.db.asTenant(tenantId, (tx) => savePicture(tx, accountId, no, sha256));
    } catch (error) {
      deps.log.debug({ err: error, accountId, video: no }, 'A picture could not be kept');
    }
  }
}

/** Pictures of an account that are not kept yet: its own, then the covers of its newest videos. */
export async function findMissingPictures(tx: Tx, accountId: string, limit = coveredVideos + 1): Promise<Missing[]> {
  const { rows } = await tx.execute<Missing>(sql`
    (select null::integer as no, avatar_url as url from content_account where id = ${accountId} and avatar_sha256 is null and avatar_url <> '')
    union all
    (select no, cover_url from (
       select no, cover_url, cover_sha256 from content_video where account_id = ${accountId} and gone_day is null
       order by posted_at desc limit ${coveredVideos}) as newest
     where cover_sha256 is null and cover_url <> '')
    limit ${limit}`);
  return rows;
}

async function savePicture(tx: Tx, accountId: string, no: number | null, sha256: string): Promise<void> {
  await tx.execute(
    no === null
      ? sql`update content_account set avatar_sha256 = ${sha256} where id = ${accountId}`
      : sql`update content_video set cover_sha256 = ${sha256} where account_id = ${accountId} and no = ${no}`,
  );
}

/** Decoded and encoded anew: whatever was hidden in the bytes does not come along. */
async function small(bytes: Uint8Array, box: { width: number; height: number }): Promise<Uint8Array> {
  // Loaded with the first picture: it weighs tens of megabytes.
  const { default: sharp } = await import('sharp');
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    .rotate()
    .resize({ ...box, fit: 'cover', withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer();
}
