import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { type OutletFields, type OutletRow, type RawOutlet, toOutletRow } from './outlet-row.ts';

/** An outlet of the tenant of `tx`, archived or not. `isLocked` keeps it as it is until the transaction ends. */
export async function findOutlet(tx: Tx, outletId: string, { isLocked = false } = {}): Promise<OutletRow | undefined> {
  const { rows } = await tx.execute<RawOutlet>(sql`select * from outlet where id = ${outletId} ${isLocked ? sql`for update` : sql``}`);
  return rows[0] && toOutletRow(rows[0]);
}

/** The outlet with this code, in whatever case; archived ones are not there. In a system transaction: those of all tenants. */
export async function findOutletsByCode(tx: Tx, code: string): Promise<OutletRow[]> {
  const { rows } = await tx.execute<RawOutlet>(
    sql`select * from outlet where lower(code) = lower(${code}) and archived_at is null order by tenant_id`,
  );
  return rows.map(toOutletRow);
}

export async function findOutletsByCodes(tx: Tx, codes: readonly string[]): Promise<OutletRow[]> {
  const lower = codes.map((code) => code.toLowerCase());
  const { rows } = await tx.execute<RawOutlet>(
    sql`select * from outlet where lower(code) = any(${sql.param(lower)}::text[]) and archived_at is null`,
  );
  return rows.map(toOutletRow);
}

export interface OutletFilter {
  /** Part of the code, the name, the person, the contact or an account's name. */
  readonly q?: string | undefined;
  readonly group?: string | undefined;
  readonly isArchived?: boolean | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** Outlets by code, from behind `after` on (code in lower case, id), at most `limit`. */
export async function listOutletRows(
  tx: Tx,
  { q, group, isArchived = false, ids }: OutletFilter,
  { after, limit }: { after: readonly [string, string] | undefined; limit: number },
): Promise<OutletRow[]> {
  const like = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    isArchived ? sql`archived_at is not null` : sql`archived_at is null`,
    ...(after ? [sql`(lower(code), id) > (${after[0]}, ${after[1]})`] : []),
    ...(group === undefined ? [] : [sql`group_name = ${group}`]),
    ...(ids ? [sql`id = any(${sql.param([...ids])}::text[])`] : []),
    ...(q
      ? [
          sql`(code ilike ${like} or name ilike ${like} or pic_name ilike ${like} or pic_contact ilike ${like} or exists (
      select from content_account a where a.tenant_id = outlet.tenant_id and a.outlet_id = outlet.id
        and (a.handle ilike ${like} or a.display_name ilike ${like})))`,
        ]
      : []),
  ];
  const { rows } = await tx.execute<RawOutlet>(
    sql`select * from outlet where ${sql.join(conditions, sql` and `)} order by lower(code), id limit ${limit}`,
  );
  return rows.map(toOutletRow);
}

export async function insertOutlets(tx: Tx, tenantId: string, outlets: readonly (OutletFields & { readonly id: string })[]): Promise<void> {
  const column = (pick: (outlet: OutletFields & { id: string }) => string) => sql`${sql.param(outlets.map(pick))}::text[]`;
  await tx.execute(sql`
    insert into outlet (tenant_id, id, code, name, pic_name, pic_contact, group_name, time_zone)
    select ${tenantId}, * from unnest(${column(({ id }) => id)}, ${column(({ code }) => code)}, ${column(({ name }) => name)},
      ${column(({ picName }) => picName)}, ${column(({ picContact }) => picContact)}, ${column(({ groupName }) => groupName)},
      ${column(({ timeZone }) => timeZone)})`);
}

/** Writes over the versions that the caller saw; gives how many were still there. */
export async function updateOutlets(
  tx: Tx,
  outlets: readonly (OutletFields & { readonly id: string; readonly version: number })[],
): Promise<number> {
  const column = (pick: (outlet: OutletFields & { id: string }) => string) => sql`${sql.param(outlets.map(pick))}::text[]`;
  const { rowCount } = await tx.execute(sql`
    update outlet o set code = n.code, name = n.name, pic_name = n.pic_name, pic_contact = n.pic_contact, group_name = n.group_name,
      time_zone = n.time_zone, version = o.version + 1, updated_at = now()
    from unnest(${column(({ id }) => id)}, ${sql.param(outlets.map(({ version }) => version))}::int[], ${column(({ code }) => code)},
      ${column(({ name }) => name)}, ${column(({ picName }) => picName)}, ${column(({ picContact }) => picContact)},
      ${column(({ groupName }) => groupName)}, ${column(({ timeZone }) => timeZone)})
      as n (id, version, code, name, pic_name, pic_contact, group_name, time_zone)
    where o.id = n.id and o.version = n.version`);
  return rowCount ?? 0;
}

/** Archives (`at`) or brings back (undefined). */
export async function setArchived(tx: Tx, outletId: string, at: Date | undefined): Promise<void> {
  await tx.execute(sql`
    update outlet set archived_at = ${at?.toISOString() ?? null}, version = version + 1, updated_at = now() where id = ${outletId}`);
}
