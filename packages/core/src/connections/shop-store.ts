import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { type RawShop, type ShopRow, type ShopSettings, toShopRow } from './shop-row.ts';

/** A shop of the tenant of `tx`, connected or not. */
export async function findShop(tx: Tx, shopId: string): Promise<ShopRow | undefined> {
  const { rows } = await tx.execute<RawShop>(sql`select * from shop where id = ${shopId}`);
  return rows[0] && toShopRow(rows[0]);
}

/** The active shops that a marketplace's event may mean, of whichever tenant. Needs a system transaction. */
export async function findShopsByExternalId(tx: Tx, platform: string, externalShopId: string): Promise<ShopRow[]> {
  const { rows } = await tx.execute<RawShop>(
    sql`select * from shop where platform = ${platform} and external_id = ${externalShopId} and is_active order by created_at`,
  );
  return rows.map(toShopRow);
}

/** Every active shop that `tx` may see: of all tenants in a system transaction, else of the tenant. */
export async function listActiveShops(tx: Tx): Promise<ShopRow[]> {
  const { rows } = await tx.execute<RawShop>(sql`select * from shop where is_active order by tenant_id, created_at, id`);
  return rows.map(toShopRow);
}

/** Every shop of the tenant of `tx`, the disconnected ones last. */
export async function listShops(tx: Tx): Promise<ShopRow[]> {
  const { rows } = await tx.execute<RawShop>(sql`select * from shop order by is_active desc, created_at, id`);
  return rows.map(toShopRow);
}

export async function listShopsOfConnection(tx: Tx, connectionId: string): Promise<ShopRow[]> {
  const { rows } = await tx.execute<RawShop>(
    sql`select * from shop where connection_id = ${connectionId} and is_active order by created_at, id`,
  );
  return rows.map(toShopRow);
}

/** True for a connection that opens shops, or did. */
export async function hasShops(tx: Tx, connectionId: string): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`select from shop where connection_id = ${connectionId} limit 1`);
  return rowCount === 1;
}

/** The tenant's own row of this marketplace shop, active or left behind by an earlier disconnect. */
export async function findOwnShop(tx: Tx, platform: string, region: string, externalId: string): Promise<ShopRow | undefined> {
  const { rows } = await tx.execute<RawShop>(sql`
    select * from shop where platform = ${platform} and region = ${region} and external_id = ${externalId}
    order by is_active desc, created_at limit 1 for update`);
  return rows[0] && toShopRow(rows[0]);
}

export type NewShop = Pick<
  ShopRow,
  'tenantId' | 'id' | 'connectionId' | 'platform' | 'region' | 'externalId' | 'name' | 'addressKey' | 'timeZone'
>;

export async function insertShop(tx: Tx, shop: NewShop): Promise<void> {
  await tx.execute(sql`
    insert into shop (tenant_id, id, connection_id, platform, region, external_id, name, address_key, time_zone)
    values (${shop.tenantId}, ${shop.id}, ${shop.connectionId}, ${shop.platform}, ${shop.region}, ${shop.externalId}, ${shop.name},
      ${shop.addressKey}, ${shop.timeZone})`);
}

/** Connects a known shop again: same id, same history, the new grant. */
export async function reactivateShop(
  tx: Tx,
  shopId: string,
  now: { connectionId: string; name: string; addressKey: string },
): Promise<void> {
  await tx.execute(sql`
    update shop set connection_id = ${now.connectionId}, name = ${now.name}, address_key = ${now.addressKey}, is_active = true,
      disconnected_at = null
    where id = ${shopId}`);
}

export async function deactivateShops(tx: Tx, connectionId: string, at: Date): Promise<void> {
  await tx.execute(
    sql`update shop set is_active = false, disconnected_at = ${at.toISOString()} where connection_id = ${connectionId} and is_active`,
  );
}

export async function deactivateShop(tx: Tx, shopId: string, at: Date): Promise<void> {
  await tx.execute(sql`update shop set is_active = false, disconnected_at = ${at.toISOString()} where id = ${shopId} and is_active`);
}

/** Writes settings over the version that the caller saw; undefined when somebody was faster. */
export async function saveShopSettings(tx: Tx, shopId: string, settings: ShopSettings, version: number): Promise<ShopRow | undefined> {
  const { rows } = await tx.execute<RawShop>(sql`
    update shop set settings = ${JSON.stringify(settings)}::jsonb, settings_version = settings_version + 1
    where id = ${shopId} and settings_version = ${version} returning *`);
  return rows[0] && toShopRow(rows[0]);
}
