import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { PlatformFailure } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { lockOrders, noteFulfilStep, noteTracking, type OrderRecord } from '../orders/index.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { findPackage, type PackageLine, type PackageRow, readTracking, selectPackageLines } from './package-store.ts';

/** A package in hand: with its lines and the orders that they belong to. */
/** What an order says between its label's print and the marketplace's agreement. */
export const printedAndAsking = 'Printed; asking the marketplace to agree';

export interface PackageWork {
  readonly tenantId: string;
  readonly parcel: PackageRow;
  readonly lines: readonly PackageLine[];
  readonly orders: readonly OrderRecord[];
  readonly requestedBy: string;
}

/** Loads and locks, in one round trip; orders before packages, as everybody does. */
export async function loadWork(tx: Tx, tenantId: string, packageId: string, requestedBy: string): Promise<PackageWork | undefined> {
  const [lines, orders, parcel] = await Promise.all([
    selectPackageLines(tx, packageId),
    lockOrders(tx, sql`select order_id from package_line where package_id = ${packageId}`),
    findPackage(tx, packageId),
  ]);
  return parcel && { tenantId, parcel, lines, orders, requestedBy };
}

/** Why work on the package must stop here; undefined when it may go on. */
export function stopReason({ parcel, orders }: PackageWork): string | undefined {
  if (parcel.status === 'cancelled') return 'The package was cancelled';
  if (parcel.hold_reason !== '') return parcel.hold_reason;
  const stopped = orders.find((order) => order.status === 'cancelled' || order.isCancelRequested || order.holdReason !== '');
  if (!stopped) return undefined;
  if (stopped.status === 'cancelled') return 'The order was cancelled';
  return stopped.isCancelRequested ? 'The buyer asks to cancel' : stopped.holdReason;
}

/** Writes a step into the history of every order of the package, and where its fulfilment stands. */
export async function noteStep(
  tx: Tx,
  deps: Pick<FulfilmentDeps, 'clock'>,
  work: Pick<PackageWork, 'tenantId' | 'orders' | 'parcel' | 'requestedBy'>,
  step: {
    kind: string;
    state: 'waiting' | 'working' | 'done' | 'failed' | 'held';
    note?: string;
    actor?: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  const { tenantId, parcel, requestedBy } = work;
  // Why it stopped stays in the history when the note of the order is long another.
  const why = step.note && (step.state === 'failed' || step.state === 'held') ? { note: step.note } : {};
  await noteFulfilStep(tx, deps.clock, {
    tenantId,
    orderIds: work.orders.map(({ id }) => id),
    ...{ state: step.state, note: step.note ?? '', kind: step.kind, actor: step.actor ?? requestedBy },
    detail: { packageId: parcel.id, ...why, ...step.detail },
  });
}

/** The orders show the numbers and the carrier of their parcels. */
export async function showTracking(tx: Tx, work: Pick<PackageWork, 'orders'>): Promise<void> {
  for (const { id: orderId } of work.orders) await noteTracking(tx, { orderId, ...(await readTracking(tx, orderId)) });
}

/** What a marketplace's refusal means for the person who reads it. */
export const inWords = (failure: PlatformFailure): string =>
  failure.vendorCode === undefined ? failure.message : `${failure.message} (${failure.vendorCode})`;

/** The work could not be found: the package was removed, which nobody does. */
export function required<T>(found: T | undefined): T {
  if (found === undefined) throw new HubError('NOT_FOUND', { message: 'There is no such package' });
  return found;
}
