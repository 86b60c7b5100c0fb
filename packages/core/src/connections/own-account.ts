import type { Database, Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { Platform } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import type { Caller } from '../edge/index.ts';

/**
 * Where the hub itself was given a seller's grant, no consent page asks whose it is. So an owner connects it, and it stays with the
 * organisation that was first. Throws `FORBIDDEN` and `SHOP_ALREADY_CONNECTED`; platforms whose sellers consent are let through.
 */
export async function requireOwnAccount(
  { db }: { readonly db: Database },
  caller: Caller | undefined,
  { connect, manifest }: Platform,
): Promise<void> {
  const { ownAccount } = connect;
  if (ownAccount === undefined) return;
  // What only owners may do; a key is nobody who could answer for it.
  if (caller?.actor.kind !== 'user' || !caller.permissions.has('users:write')) {
    throw new HubError('FORBIDDEN', { message: 'Only an owner may connect the seller that this hub was set up with' });
  }
  if (await db.asSystem((tx) => isOfOther(tx, { tenantId: caller.tenantId, platform: manifest.platform, ownAccount }))) {
    throw new HubError('SHOP_ALREADY_CONNECTED', { message: 'The seller that this hub was set up with belongs to another organisation' });
  }
}

async function isOfOther(tx: Tx, { tenantId, platform, ownAccount }: { tenantId: string; platform: string; ownAccount: string }) {
  const { rowCount } = await tx.execute(sql`
    select from connection where platform = ${platform} and external_account_id = ${ownAccount} and tenant_id <> ${tenantId} limit 1`);
  return rowCount === 1;
}
