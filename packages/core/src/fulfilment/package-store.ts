import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';

export type PackageState = 'to_arrange' | 'arranging' | 'to_hand_over' | 'in_transit' | 'delivered' | 'cancelled';

export type PackageRow = {
  id: string;
  tenant_id: string;
  shop_id: string;
  external_id: string | null;
  status: PackageState;
  carrier_name: string;
  tracking_number: string;
  hold_reason: string;
  arranged_at: string | null;
};

/** The package, locked; undefined when there is none. */
export async function findPackage(tx: Tx, packageId: string): Promise<PackageRow | undefined> {
  return (await tx.execute<PackageRow>(sql`select * from package where id = ${packageId} for update`)).rows[0];
}

export interface PackedLine {
  readonly id: string;
  readonly quantity: number;
}
/** `lines` are those of the order that was asked for, by their ids. */
export type PackageOfOrder = PackageRow & { lines: PackedLine[] };

/** The same units of the same lines. */
export const sameLines = (a: readonly PackedLine[], b: readonly PackedLine[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => other.id === one.id && other.quantity === one.quantity));

/** The packages that hold lines of an order, with those lines; cancelled ones left out. */
export async function selectPackagesOfOrder(tx: Tx, orderId: string): Promise<PackageOfOrder[]> {
  const found = await tx.execute<PackageOfOrder>(sql`
    select p.*, jsonb_agg(jsonb_build_object('id', l.order_line_id, 'quantity', l.quantity) order by l.order_line_id) as lines
    from package_line l join package p on p.tenant_id = l.tenant_id and p.id = l.package_id
    where l.order_id = ${orderId} and p.status <> 'cancelled' group by p.tenant_id, p.id order by p.id`);
  return found.rows;
}

export interface PackageLine {
  readonly orderId: string;
  readonly orderLineId: string;
  readonly externalLineId: string;
  /** Units in the box, and units of the line in all. */
  readonly quantity: number;
  readonly lineQuantity: number;
}

/** Everything in the box, of all its orders. */
export async function selectPackageLines(tx: Tx, packageId: string): Promise<PackageLine[]> {
  const found = await tx.execute<PackageLine & Record<string, unknown>>(sql`
    select l.order_id as "orderId", l.order_line_id as "orderLineId", o.external_id as "externalLineId", l.quantity,
      o.quantity as "lineQuantity"
    from package_line l join order_line o on o.tenant_id = l.tenant_id and o.id = l.order_line_id
    where l.package_id = ${packageId} order by l.order_id, l.order_line_id`);
  return found.rows;
}

/** A package that the marketplace does not know yet. */
export async function insertOwnPackage(
  tx: Tx,
  input: { tenantId: string; id: string; shopId: string; orderId: string; lines: readonly PackedLine[] },
): Promise<void> {
  await tx.execute(sql`
    insert into package (tenant_id, id, shop_id, status) values (${input.tenantId}, ${input.id}, ${input.shopId}, 'to_arrange')`);
  for (const { id, quantity } of input.lines) {
    await tx.execute(sql`
      insert into package_line (tenant_id, package_id, order_id, order_line_id, quantity)
      values (${input.tenantId}, ${input.id}, ${input.orderId}, ${id}, ${quantity})`);
  }
}

/** How far a package is; it never goes back. */
const rank = sql.raw(`array['to_arrange', 'arranging', 'to_hand_over', 'in_transit', 'delivered', 'cancelled']`);

/** Takes over what the marketplace says of a package: its status never falls back, and empty words erase nothing. */
export async function notePackage(
  tx: Tx,
  said: { packageId: string; status?: PackageState; externalId?: string; carrierName?: string; trackingNumber?: string; at: Date },
): Promise<void> {
  const status = said.status ?? 'to_arrange';
  await tx.execute(sql`
    update package set
      status = case when array_position(${rank}, ${status}::text) > array_position(${rank}, status) then ${status} else status end,
      external_id = coalesce(${said.externalId ?? null}, external_id), carrier_name = coalesce(nullif(${said.carrierName ?? ''}, ''), carrier_name),
      tracking_number = coalesce(nullif(${said.trackingNumber ?? ''}, ''), tracking_number),
      arranged_at = case when ${status} = 'to_hand_over' then coalesce(arranged_at, ${said.at.toISOString()}::timestamptz) else arranged_at end,
      updated_at = ${said.at.toISOString()}
    where id = ${said.packageId}`);
}

/** The numbers and the carrier of an order's parcels, as they stand. */
export async function readTracking(tx: Tx, orderId: string): Promise<{ carrierName: string; trackingNumbers: string[] }> {
  const packages = await selectPackagesOfOrder(tx, orderId);
  return {
    carrierName: packages.find((parcel) => parcel.carrier_name !== '')?.carrier_name ?? '',
    trackingNumbers: packages.map((parcel) => parcel.tracking_number),
  };
}

/** Why the package is held, '' when it is not; nobody can hold it until the transaction ends. */
export async function readHold(tx: Tx, packageId: string): Promise<string> {
  const found = await tx.execute<{ hold: string }>(sql`select hold_reason as hold from package where id = ${packageId} for share`);
  return found.rows[0]?.hold ?? '';
}
