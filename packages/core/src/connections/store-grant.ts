import { isUniqueViolation, type Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import type { PlatformShop } from '@shopfleet/platform-kit';
import { recordAudit } from '../audit/index.ts';
import { announce } from '../edge/index.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { subscribeEventsJob } from './connection-job-kinds.ts';
import type { GrantedShops } from './exchange-grant.ts';
import { timeZoneOf } from './region-time-zone.ts';
import { findOwnShop, insertShop, reactivateShop } from './shop-store.ts';
import { type AccountGrant, saveTokens } from './store-account-grant.ts';
import { tokenSourceOf } from './token-source.ts';

export interface ConnectedShop {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly isNew: boolean;
}

export interface StoredGrant {
  readonly connectionId: string;
  readonly shops: readonly ConnectedShop[];
}

/**
 * Stores the grants of one consent with their shops, all or nothing. A shop that was connected before keeps its id and history. Throws
 * `SHOP_ALREADY_CONNECTED` when another organisation holds one of them.
 */
export async function storeGrants(
  deps: ConnectionDeps,
  owner: Omit<AccountGrant, 'grant'>,
  granted: readonly GrantedShops[],
): Promise<readonly StoredGrant[]> {
  try {
    const stored = await deps.db.asTenant(owner.tenantId, async (tx) => {
      const done: StoredGrant[] = [];
      for (const one of granted) done.push(await storeInTransaction(tx, deps, owner, one));
      return done;
    });
    for (const { connectionId } of stored) tokenSourceOf(deps.db).forget(connectionId);
    return stored;
  } catch (cause) {
    if (!isUniqueViolation(cause, 'shop_external')) throw cause;
    throw new HubError('SHOP_ALREADY_CONNECTED', {
      message: 'Another organisation on this hub has connected this shop. Disconnect it there first; nothing was changed',
      cause,
    });
  }
}

async function storeInTransaction(
  tx: Tx,
  deps: ConnectionDeps,
  { tenantId, actor, platform }: Omit<AccountGrant, 'grant'>,
  { grant, shops }: GrantedShops,
): Promise<StoredGrant> {
  const { platform: name } = platform.manifest;
  const connectionId = await saveTokens(tx, deps, { tenantId, platform, grant });
  const connected: ConnectedShop[] = [];
  for (const shop of shops) connected.push(await connectShop(tx, deps, { tenantId, connectionId, platform: name }, shop));
  if (deps.publicUrl !== '' && platform.connect.subscribe) {
    for (const shop of connected) await deps.jobs.enqueue(tx, subscribeEventsJob, tenantId, { shopId: shop.id }, { dedupeKey: shop.id });
  }
  await announce(tx, deps.clock, tenantId, { topic: 'shop', id: connectionId, what: 'connected' });
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'connection.connected',
    subject: { kind: 'connection', id: connectionId },
    detail: { platform: name, account: grant.accountName, shops: connected.map(({ id }) => id) },
  });
  return { connectionId, shops: connected };
}

async function connectShop(
  tx: Tx,
  deps: ConnectionDeps,
  owner: { tenantId: string; connectionId: string; platform: string },
  { externalId, name, region, addressKey }: PlatformShop,
): Promise<ConnectedShop> {
  const { tenantId, connectionId } = owner;
  const known = await findOwnShop(tx, owner.platform, region, externalId);
  const id = known?.id ?? newId('shop', deps.clock.now().getTime());
  if (known) await reactivateShop(tx, id, { connectionId, name, addressKey });
  else await insertShop(tx, { ...owner, id, externalId, name, region, addressKey, timeZone: timeZoneOf(region) });
  const isNew = known === undefined;
  await deps.onShopConnected?.(tx, { tenantId, shopId: id, isNew });
  return { id, name, region, isNew };
}
