import type { Tx } from '@shopfleet/db';
import type { Clock } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { ImportTarget } from '../import-target.ts';
import type { ImportedOrder } from '../merge-order.ts';
import { type Personal, packOrder } from './snapshot.ts';

/** Keeps the states that an import took over, in one statement. Their orders are locked, so that their numbers follow the history. */
export async function keepSnapshots(tx: Tx, clock: Clock, target: ImportTarget, imported: readonly ImportedOrder[]): Promise<void> {
  const packed = imported.map(({ order, row }) => ({ row, ...packOrder(order, row) }));
  await tx.execute(sql`
    insert into order_snapshot (tenant_id, shop_id, external_id, version, state, sha256, personal, at)
    select ${target.tenantId}, ${target.shopId}, r.external_id, r.version, r.state, r.sha256, r.personal::jsonb, ${clock.now().toISOString()}
    from unnest(${sql.param(packed.map(({ row }) => row.external_id))}::text[], ${sql.param(packed.map(({ row }) => row.external_version))}::bigint[],
      ${sql.param(packed.map(({ state }) => state))}::bytea[], ${sql.param(packed.map(({ sha256 }) => sha256))}::bytea[],
      ${sql.param(packed.map(({ personal }) => JSON.stringify(personal)))}::text[]) as r(external_id, version, state, sha256, personal)`);
}

export interface SnapshotRow extends Record<string, unknown> {
  readonly version: string;
  readonly state: Buffer;
  readonly sha256: Buffer;
  readonly personal: Personal | null;
  readonly at: string;
}

/** The states that were kept of an order, in the order in which they were taken over. */
export async function readSnapshots(tx: Tx, shopId: string, externalId: string): Promise<SnapshotRow[]> {
  const { rows } = await tx.execute<SnapshotRow>(sql`
    select version, state, sha256, personal, at from order_snapshot where shop_id = ${shopId} and external_id = ${externalId} order by no`);
  return rows;
}

interface Old {
  readonly before: Date;
  readonly limit: number;
}

/** Removes who the buyer was from up to `limit` states; answers from how many. */
export async function forgetPersonal(tx: Tx, { before, limit }: Old): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update order_snapshot set personal = null where (tenant_id, shop_id, external_id, no) in (
      select tenant_id, shop_id, external_id, no from order_snapshot where personal is not null and at < ${before.toISOString()} limit ${limit})`);
  return rowCount ?? 0;
}

/** Removes up to `limit` states; answers how many. */
export async function forgetSnapshots(tx: Tx, { before, limit }: Old): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from order_snapshot where (tenant_id, shop_id, external_id, no) in (
      select tenant_id, shop_id, external_id, no from order_snapshot where at < ${before.toISOString()} limit ${limit})`);
  return rowCount ?? 0;
}

/** How long what is kept of states stays; for the nightly upkeep. */
export const forgottenOfOrders = [
  { keepDays: 90, forget: forgetPersonal },
  { keepDays: 400, forget: forgetSnapshots },
] as const;
