import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import type { OrderStatus } from '@shopfleet/platform-kit';
import { type SQL, sql } from 'drizzle-orm';
import type { ImportTarget } from './import-target.ts';
import type { ImportedOrder, KeptOrder } from './merge-order.ts';
import { type OrderRow, toLineRow } from './order-row.ts';

/** The columns that a marketplace decides, with their types; one list for reading, writing and overwriting. */
const columns = {
  external_id: 'text',
  status: 'text',
  external_status: 'text',
  external_version: 'bigint',
  is_cancel_requested: 'boolean',
  is_platform_shipped: 'boolean',
  placed_at: 'timestamptz',
  paid_at: 'timestamptz',
  ship_by_at: 'timestamptz',
  hand_over_by_at: 'timestamptz',
  cancelled_at: 'timestamptz',
  buyer_name: 'text',
  buyer_note: 'text',
  buyer_key: 'text',
  address: 'jsonb',
  currency: 'text',
  total_minor: 'bigint',
  subtotal_minor: 'bigint',
  shipping_minor: 'bigint',
  carrier_name: 'text',
  unit_count: 'integer',
  sku_codes: 'text[]',
  tracking_numbers: 'text[]',
  state_hash: 'text',
} as const satisfies Record<keyof OrderRow, string>;

const names = sql.raw(Object.keys(columns).join(', '));
const valuesOf = (alias: string): SQL =>
  sql.raw(
    Object.keys(columns)
      .map((name) => `${alias}.${name}`)
      .join(', '),
  );
const recordType = sql.raw(['id text', 'hand_status text', ...Object.entries(columns).map(([name, type]) => `${name} ${type}`)].join(', '));

/** Inserts the orders that the shop did not have and answers their ids by external id; leaves the others alone. */
export async function insertNewOrders(
  tx: Tx,
  clock: Clock,
  target: ImportTarget,
  incoming: readonly { readonly row: OrderRow }[],
): Promise<ReadonlyMap<string, string>> {
  const at = clock.now();
  const rows = incoming.map(({ row }) => ({ ...row, id: newId('order', at.getTime()) }));
  const added = await tx.execute<{ id: string; external_id: string }>(sql`
    insert into orders (tenant_id, id, shop_id, platform, created_at, updated_at, ${names})
    select ${target.tenantId}, r.id, ${target.shopId}, ${target.platform}, ${at.toISOString()}, ${at.toISOString()}, ${valuesOf('r')}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${recordType})
    on conflict (tenant_id, shop_id, external_id) do nothing returning id, external_id`);
  return new Map(added.rows.map((row) => [row.external_id, row.id]));
}

/** Locks orders that we have, in the order of their external ids, and reads what a merge needs to know. */
export async function lockKnownOrders(
  tx: Tx,
  target: ImportTarget,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, KeptOrder>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await tx.execute<{
    id: string;
    external_id: string;
    status: OrderStatus;
    external_version: string;
    state_hash: string;
    hand_status: OrderStatus | null;
    is_cancel_requested: boolean;
    updated_at: Date | string;
  }>(sql`
    select id, external_id, status, external_version, state_hash, hand_status, is_cancel_requested, updated_at from orders
    where tenant_id = ${target.tenantId} and shop_id = ${target.shopId} and external_id = any(${sql.param([...externalIds])}::text[])
    order by external_id for update`);
  return new Map(
    rows.map((row) => [
      row.external_id,
      {
        orderId: row.id,
        status: row.status,
        externalVersion: Number(row.external_version),
        stateHash: row.state_hash,
        handStatus: row.hand_status,
        isCancelRequested: row.is_cancel_requested,
        updatedAt: new Date(row.updated_at),
      },
    ]),
  );
}

/** Takes over newer versions, and other states of the same one; the version guard stands in the statement, whatever was read before. */
export async function overwriteOrders(tx: Tx, clock: Clock, tenantId: string, changed: readonly ImportedOrder[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map((one) => ({ ...one.row, id: one.orderId, hand_status: one.handStatus }));
  const { rowCount } = await tx.execute(sql`
    update orders o set (${names}, hand_status) = (select ${valuesOf('r')}, r.hand_status),
      version = o.version + 1, updated_at = ${clock.now().toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${recordType})
    where o.tenant_id = ${tenantId} and o.id = r.id and o.external_version <= r.external_version`);
  if (rowCount !== changed.length) throw new Error('an order changed although it was locked');
}

/** Writes the lines of imported orders; answers, for each order, our line ids by the marketplace's. */
export async function upsertLines(
  tx: Tx,
  clock: Clock,
  tenantId: string,
  imported: readonly ImportedOrder[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const atMs = clock.now().getTime();
  const lines = imported.flatMap((one) =>
    one.order.lines.map((line) => ({ ...toLineRow(line), id: newId('orderLine', atMs), order_id: one.orderId })),
  );
  const { rows } = await tx.execute<{ id: string; order_id: string; external_id: string }>(sql`
    insert into order_line (tenant_id, id, order_id, external_id, external_product_id, external_variant_id, seller_code, title,
      variant_name, image_url, quantity, unit_price_minor, status, external_package_id)
    select ${tenantId}, r.id, r.order_id, r.external_id, r.external_product_id, r.external_variant_id, r.seller_code, r.title,
      r.variant_name, r.image_url, r.quantity, r.unit_price_minor, r.status, r.external_package_id
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(id text, order_id text, external_id text, external_product_id text,
      external_variant_id text, seller_code text, title text, variant_name text, image_url text, quantity integer,
      unit_price_minor bigint, status text, external_package_id text)
    on conflict (tenant_id, order_id, external_id) do update set external_product_id = excluded.external_product_id,
      external_variant_id = excluded.external_variant_id, seller_code = excluded.seller_code, title = excluded.title,
      variant_name = excluded.variant_name, image_url = excluded.image_url, quantity = excluded.quantity,
      unit_price_minor = excluded.unit_price_minor, status = excluded.status, external_package_id = excluded.external_package_id
    returning id, order_id, external_id`);
  const byOrder = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const ids = byOrder.get(row.order_id) ?? new Map<string, string>();
    byOrder.set(row.order_id, ids.set(row.external_id, row.id));
  }
  return byOrder;
}

/** A marketplace hands over orders whole: a line that is gone from the newest version is no longer wanted. */
export async function cancelMissingLines(tx: Tx, tenantId: string, imported: readonly ImportedOrder[]): Promise<string[]> {
  const changed = imported.filter((one) => !one.isNew);
  if (changed.length === 0) return [];
  const present = changed.map((one) => ({ id: one.orderId, lines: one.order.lines.map((line) => line.externalId) }));
  const { rows } = await tx.execute<{ id: string }>(sql`
    update order_line l set status = 'cancelled'
    from jsonb_to_recordset(${JSON.stringify(present)}::jsonb) as r(id text, lines text[])
    where l.tenant_id = ${tenantId} and l.order_id = r.id and l.external_id <> all (r.lines) and l.status <> 'cancelled' returning l.id`);
  return rows.map((row) => row.id);
}
