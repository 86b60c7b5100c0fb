import { PlatformFailure } from '@shopfleet/platform-kit';
import { z } from 'zod';

/** Where a walk through the listings stands: from which change on, how many of that search were seen, and Amazon's own token. */
const placeSchema = z.object({ after: z.iso.datetime().optional(), seen: z.number(), token: z.string().optional() });
export type ListingPlace = z.infer<typeof placeSchema>;

/** A search shows no more than this, however many there are. */
const mostResults = 1_000;

export function firstPlace(since: Date | undefined): ListingPlace {
  return { seen: 0, ...(since ? { after: since.toISOString() } : {}) };
}

interface PageSeen {
  readonly count: number;
  readonly newest: Date | undefined;
  readonly nextToken: string;
  readonly total: number | undefined;
}

/**
 * The next place of a walk in the order of changes; undefined at the end. Each page begins at the last change that was seen: it shows some
 * listings twice, and leaves none out. Amazon's token would: a listing that changes while we read goes to the end, all behind it move up,
 * and the next page begins too late. Only where a whole page changed at one instant is there no other way on.
 */
export function nextPlace(place: ListingPlace, { count, newest, nextToken, total }: PageSeen): ListingPlace | undefined {
  const seen = place.seen + count;
  if (nextToken !== '' && newest && newest.toISOString() !== place.after) return { after: newest.toISOString(), seen: 0 };
  if (nextToken !== '' && seen < mostResults) return { ...place, seen, token: nextToken };
  const isCut = seen >= mostResults || (nextToken === '' && total !== undefined && total > seen && count > 0);
  if (!isCut || !newest) return undefined;
  const after = newest.toISOString();
  if (after !== place.after) return { after, seen: 0 };
  throw new PlatformFailure('unexpected', `More than ${mostResults} listings changed at one instant; Amazon shows no way to the others`);
}

export const writePlace = (place: ListingPlace): string => Buffer.from(JSON.stringify(place)).toString('base64url');

export function readPlace(pageToken: string): ListingPlace {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(pageToken, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new PlatformFailure('invalid', 'This page token is not one of ours', { cause });
  }
}
