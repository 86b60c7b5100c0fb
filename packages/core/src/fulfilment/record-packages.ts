import type { Tx } from '@shopfleet/db';
import { type Clock, newId } from '@shopfleet/kernel';
import type { PlatformPackage } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import type { OrderImported } from '../orders/index.ts';
import { notePackage, type PackageOfOrder, type PackedLine, sameLines, selectPackagesOfOrder } from './package-store.ts';

interface Arrived {
  readonly parcel: PlatformPackage;
  readonly lines: readonly PackedLine[];
}

/**
 * Takes over the packages of an imported order, by the marketplace's ids, in the import's transaction. After a split or a combination
 * the ids are others: packages that the marketplace names no longer are cancelled. A package that we made before the marketplace had one
 * becomes the marketplace's when it holds the same lines, and one that went out may be listed under another name than the call answered.
 */
export async function recordPackages(tx: Tx, deps: { clock: Clock }, event: OrderImported): Promise<void> {
  const arrived = event.platformOrder.packages.map((parcel) => ({
    parcel,
    lines: parcel.externalLineIds.flatMap((externalId) => {
      const id = event.lineIds.get(externalId);
      const whole = event.platformOrder.lines.find((line) => line.externalId === externalId)?.quantity ?? 1;
      return id === undefined ? [] : [{ id, quantity: parcel.quantities?.[externalId] ?? whole }];
    }),
  }));
  if (event.isNew && arrived.length === 0) return;
  const known = event.isNew ? [] : await selectPackagesOfOrder(tx, event.orderId);
  const named = new Set(arrived.map(({ parcel }) => parcel.externalId));
  const nameless = known.filter((row) => row.external_id === null || !named.has(row.external_id));
  for (const one of arrived) await recordOne(tx, deps, event, one, nameless);
  const gone = nameless.filter((row) => row.external_id !== null);
  if (arrived.length > 0) for (const row of gone) await leave(tx, deps, event, row);
}

async function recordOne(tx: Tx, deps: { clock: Clock }, event: OrderImported, { parcel, lines }: Arrived, nameless: PackageOfOrder[]) {
  const at = deps.clock.now();
  const ours = nameless.findIndex((row) => isSameParcel(row, parcel, lines));
  const adopted = ours < 0 ? undefined : nameless.splice(ours, 1)[0];
  const said = { status: parcel.status, carrierName: parcel.carrierName, trackingNumber: parcel.trackingNumber, at };
  // One that the call to ship gave a name keeps it: its label is asked for by that.
  if (adopted) return notePackage(tx, { packageId: adopted.id, externalId: adopted.external_id ?? parcel.externalId, ...said });
  const packageId = await upsertPackage(tx, event, parcel, at);
  await Promise.all([notePackage(tx, { packageId, ...said }), lines.length > 0 && setLines(tx, event, packageId, lines)]);
}

/**
 * Whether a package that the marketplace does not name is the one it shows under another name: ours from before it had one, or one that
 * went out and is listed otherwise than it was answered then.
 */
function isSameParcel(row: PackageOfOrder, parcel: PlatformPackage, lines: readonly PackedLine[]): boolean {
  if (!sameLines(row.lines, lines)) return false;
  if (row.external_id === null) return true;
  const isOtherNumber = row.tracking_number !== '' && parcel.trackingNumber !== '' && row.tracking_number !== parcel.trackingNumber;
  return row.arranged_at !== null && parcel.status !== 'to_arrange' && !isOtherNumber;
}

async function upsertPackage(tx: Tx, event: OrderImported, parcel: PlatformPackage, at: Date): Promise<string> {
  const inserted = await tx.execute<{ id: string }>(sql`
    insert into package (tenant_id, id, shop_id, external_id, status, created_at)
    values (${event.tenantId}, ${newId('package', at.getTime())}, ${event.shopId}, ${parcel.externalId}, ${parcel.status}, ${at.toISOString()})
    on conflict (tenant_id, shop_id, external_id) where external_id is not null do update set updated_at = excluded.updated_at returning id`);
  const id = inserted.rows[0]?.id;
  if (id === undefined) throw new Error('a package was neither inserted nor found');
  return id;
}

/** Of this order exactly these lines; lines of other orders in the same box stay. */
async function setLines(tx: Tx, event: OrderImported, packageId: string, lines: readonly PackedLine[]): Promise<void> {
  const ids = sql`${sql.param(lines.map(({ id }) => id))}::text[]`;
  await Promise.all([
    tx.execute(
      sql`delete from package_line where package_id = ${packageId} and order_id = ${event.orderId} and order_line_id <> all(${ids})`,
    ),
    tx.execute(sql`
      insert into package_line (tenant_id, package_id, order_id, order_line_id, quantity)
      select l.tenant_id, ${packageId}, l.order_id, l.id, r.quantity from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(id text, quantity integer)
      join order_line l on l.tenant_id = ${event.tenantId} and l.id = r.id and l.order_id = ${event.orderId}
      on conflict (tenant_id, package_id, order_line_id) do update set quantity = excluded.quantity where package_line.quantity <> excluded.quantity`),
  ]);
}

/** The order is not in this package any more. A package without lines of others ends. */
async function leave(tx: Tx, deps: { clock: Clock }, event: OrderImported, row: PackageOfOrder): Promise<void> {
  if (row.status === 'in_transit' || row.status === 'delivered') return;
  const others = await tx.execute(sql`select 1 from package_line where package_id = ${row.id} and order_id <> ${event.orderId} limit 1`);
  if (others.rows.length === 0) return notePackage(tx, { packageId: row.id, status: 'cancelled', at: deps.clock.now() });
  await tx.execute(sql`delete from package_line where package_id = ${row.id} and order_id = ${event.orderId}`);
}
