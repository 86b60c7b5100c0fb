import { isUniqueViolation, type Tx } from '@shopfleet/db';
import { type Clock, HubError, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import { lockMappings } from '../../catalog/index.ts';
import { defaultLocation } from '../location-store.ts';

export interface LocationRow extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly is_default: boolean;
  readonly is_retired: boolean;
  readonly skus: number;
  readonly on_hand: number;
}

/** The default first, retired ones last. A tenant without any gets its first. */
export async function listLocations(tx: Tx, clock: Clock, tenantId: string): Promise<LocationRow[]> {
  await defaultLocation(tx, clock, tenantId);
  const { rows } = await tx.execute<LocationRow>(sql`
    select p.id, p.name, p.is_default, p.retired_at is not null as is_retired,
      count(*) filter (where l.on_hand <> 0)::int as skus, coalesce(sum(l.on_hand), 0)::int as on_hand
    from location p left join stock_level l on l.tenant_id = p.tenant_id and l.location_id = p.id
    where p.tenant_id = ${tenantId} group by p.tenant_id, p.id
    order by p.is_default desc, p.retired_at is not null, lower(p.name)`);
  return rows;
}

/** Throws `NOT_FOUND`. */
export async function findLocation(tx: Tx, clock: Clock, tenantId: string, locationId: string): Promise<LocationRow> {
  const location = (await listLocations(tx, clock, tenantId)).find((one) => one.id === locationId);
  if (!location) throw new HubError('NOT_FOUND', { message: 'There is no such location' });
  return location;
}

/** Throws `CONFLICT` when another location has the name. */
export async function createLocation(tx: Tx, clock: Clock, tenantId: string, name: string): Promise<string> {
  await defaultLocation(tx, clock, tenantId);
  const id = newId('location', clock.now().getTime());
  await unlessTaken(name, tx.execute(sql`insert into location (tenant_id, id, name) values (${tenantId}, ${id}, ${name})`));
  return id;
}

export async function renameLocation(tx: Tx, tenantId: string, locationId: string, name: string): Promise<void> {
  await unlessTaken(name, tx.execute(sql`update location set name = ${name} where tenant_id = ${tenantId} and id = ${locationId}`));
}

/** From now on units come in here and promises are kept from here first. Every SKU gets its level here. Throws `CONFLICT` for a retired one. */
export async function setDefaultLocation(tx: Tx, tenantId: string, locationId: string): Promise<void> {
  await lockMappings(tx, tenantId, 'exclusive');
  await tx.execute(sql`update location set is_default = false where tenant_id = ${tenantId} and is_default and id <> ${locationId}`);
  const { rowCount } = await tx.execute(sql`
    update location set is_default = true where tenant_id = ${tenantId} and id = ${locationId} and retired_at is null`);
  if (rowCount === 0) throw new HubError('CONFLICT', { message: 'This location is not used any more: restore it first' });
  await tx.execute(sql`
    insert into stock_level (tenant_id, sku_id, location_id)
    select s.tenant_id, s.id, ${locationId} from sku s where s.tenant_id = ${tenantId} on conflict do nothing`);
}

/** Uses a location no more. Throws `CONFLICT` while it is the default, holds units, or has promises. */
export async function retireLocation(tx: Tx, clock: Clock, tenantId: string, locationId: string): Promise<void> {
  // Nobody reserves or moves anything meanwhile.
  await lockMappings(tx, tenantId, 'exclusive');
  const { rows } = await tx.execute<{ is_default: boolean; is_used: boolean }>(sql`
    select p.is_default, exists(select from stock_level l where l.tenant_id = p.tenant_id and l.location_id = p.id
      and (l.on_hand <> 0 or l.reserved <> 0 or l.promo_held <> 0)) as is_used
    from location p where p.tenant_id = ${tenantId} and p.id = ${locationId} for update of p`);
  if (rows[0]?.is_default) throw new HubError('CONFLICT', { message: 'This is the default location: make another one the default first' });
  if (rows[0]?.is_used)
    throw new HubError('CONFLICT', { message: 'Units lie here or are promised from here: transfer or count them first' });
  await tx.execute(sql`
    update location set retired_at = ${clock.now().toISOString()} where tenant_id = ${tenantId} and id = ${locationId} and retired_at is null`);
}

/** Uses a retired location again. Throws `CONFLICT` when another one has its name by now. */
export async function restoreLocation(tx: Tx, tenantId: string, locationId: string): Promise<void> {
  await unlessTaken('this', tx.execute(sql`update location set retired_at = null where tenant_id = ${tenantId} and id = ${locationId}`));
}

async function unlessTaken(name: string, writing: PromiseLike<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new HubError('CONFLICT', {
      message: `There is a location with ${name === 'this' ? 'this name' : `the name ${name}`} already`,
      cause: error,
    });
  }
}
