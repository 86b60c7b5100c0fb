import type { Database } from '@shopfleet/db';
import { findShopsByExternalId } from '../connections/index.ts';

/** A shop, as far as an event needs it. */
export interface EventShop {
  readonly id: string;
  readonly tenantId: string;
}

const mostKept = 10_000;
const kept = new WeakMap<Database, Map<string, readonly EventShop[]>>();

/**
 * The active shops that events of a marketplace's shop are for. Answered from memory, which may be out of date: whoever writes for
 * them checks that they still are the ones, and calls again with `isStale`.
 */
export async function knownShops(
  db: Database,
  { platform, externalShopId }: { readonly platform: string; readonly externalShopId: string },
  { isStale }: { readonly isStale: boolean },
): Promise<readonly EventShop[]> {
  const own = kept.get(db) ?? new Map<string, readonly EventShop[]>();
  kept.set(db, own);
  const key = JSON.stringify([platform, externalShopId]);
  const known = isStale ? undefined : own.get(key);
  if (known) return known;
  const found = await db.asSystem((tx) => findShopsByExternalId(tx, platform, externalShopId));
  const shops = found.map(({ id, tenantId }) => ({ id, tenantId }));
  if (own.size >= mostKept) own.clear();
  own.set(key, shops);
  return shops;
}
