import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { lockMappings } from '../../catalog/index.ts';
import type { Level } from '../reservation.ts';
import { lockLevels } from '../stock-store.ts';

/**
 * Locks a SKU's levels for a movement at these locations; what it has no level at yet gets one. Nobody reserves meanwhile, or else an order
 * could miss the new place. Call it before any row is locked. Throws `NOT_FOUND`, and `CONFLICT` for a retired location.
 */
export async function lockPlaces(tx: Tx, tenantId: string, skuId: string, locationIds: readonly string[] = []): Promise<Level> {
  const missing = await missingPlaces(tx, tenantId, skuId, locationIds);
  await lockMappings(tx, tenantId, missing.length > 0 ? 'exclusive' : 'shared');
  if (missing.length > 0) {
    await checkLocations(tx, tenantId, missing);
    await tx.execute(sql`
      insert into stock_level (tenant_id, sku_id, location_id)
      select s.tenant_id, s.id, p from sku s, unnest(${sql.param(missing)}::text[]) as p
      where s.tenant_id = ${tenantId} and s.id = ${skuId} on conflict do nothing`);
  }
  const level = (await lockLevels(tx, tenantId, [skuId])).get(skuId);
  if (!level) throw new HubError('NOT_FOUND', { message: 'There is no such SKU' });
  return level;
}

async function missingPlaces(tx: Tx, tenantId: string, skuId: string, locationIds: readonly string[]): Promise<string[]> {
  if (locationIds.length === 0) return [];
  const { rows } = await tx.execute<{ id: string }>(sql`
    select p as id from unnest(${sql.param([...locationIds])}::text[]) as p
    where not exists (select from stock_level l join location o on o.tenant_id = l.tenant_id and o.id = l.location_id
      where l.tenant_id = ${tenantId} and l.sku_id = ${skuId} and l.location_id = p and o.retired_at is null)`);
  return rows.map((row) => row.id);
}

async function checkLocations(tx: Tx, tenantId: string, locationIds: readonly string[]): Promise<void> {
  const { rows } = await tx.execute<{ id: string; name: string; is_retired: boolean }>(sql`
    select id, name, retired_at is not null as is_retired from location
    where tenant_id = ${tenantId} and id = any(${sql.param([...locationIds])}::text[])`);
  for (const id of locationIds) {
    const location = rows.find((row) => row.id === id);
    if (!location) throw new HubError('NOT_FOUND', { message: 'There is no such location' });
    if (location.is_retired) throw new HubError('CONFLICT', { message: `The location ${location.name} is not used any more` });
  }
}
