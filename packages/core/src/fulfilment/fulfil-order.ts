import type { orderRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { newId } from '@shopfleet/kernel';
import type { z } from 'zod';
import { findOrder, findOrderLines, noteFulfilStep, type OrderRecord } from '../orders/index.ts';
import { checkTracking } from './carriers/check-tracking.ts';
import { choose, type ShipItem, unpacked } from './choose-units.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { shipPackageJob } from './fulfilment-jobs.ts';
import { findLiveFulfilment, type OwnCarrier, type ShipWay } from './fulfilment-row.ts';
import { insertOwnPackage, type PackageOfOrder, selectPackagesOfOrder } from './package-store.ts';

export type FulfilResult = z.infer<typeof orderRoutes.fulfilResultSchema>;

export interface FulfilRequest {
  readonly tenantId: string;
  readonly orderId: string;
  readonly requestedBy: string;
  /** Ship with the seller's own carrier instead of the marketplace's. */
  readonly ownCarrier?: OwnCarrier | undefined;
  /** How it is handed over, where the marketplace lets the seller choose. */
  readonly handover?: ShipWay['handover'];
  /** A person said that the tracking number is right although it does not look so. */
  readonly isNumberConfirmed?: boolean | undefined;
  /** The order, when this transaction has locked it already. */
  readonly locked?: OrderRecord | undefined;
  /** Only these lines, or so many units of them; everything that is open unless named. */
  readonly items?: readonly ShipItem[] | undefined;
}

interface BeginDeps extends Pick<FulfilmentDeps, 'clock'> {
  readonly jobs: Pick<FulfilmentDeps['jobs'], 'enqueueMany'>;
}

/**
 * Begins to fulfil an order: a job for each of its packages, in this transaction. Answers `started`, or in words why not; asking
 * again while it runs, or after it is done, changes nothing.
 */
export async function fulfilOrder(tx: Tx, deps: BeginDeps, request: FulfilRequest): Promise<FulfilResult> {
  const { tenantId, orderId, requestedBy, ownCarrier, handover } = request;
  const order = request.locked ?? (await findOrder(tx, orderId, { lock: true }));
  if (!order) return { orderId, outcome: 'not-found', message: 'There is no such order' };
  const obstacle = obstacleOf(order);
  if (obstacle) return { orderId, ...obstacle };
  if (!ownCarrier && !order.isPlatformShipped) return { orderId, outcome: 'skipped', message: needsOwnCarrier };
  const number = ownCarrier && checkTracking(ownCarrier.carrierName, ownCarrier.trackingNumber);
  if (number?.isGood === false && !request.isNumberConfirmed) return { orderId, outcome: 'rejected', message: number.hint };
  const packages = await packagesToShip(tx, deps, order, request);
  if (typeof packages === 'string') return { orderId, outcome: 'skipped', message: packages };
  if (packages.length === 0) return { orderId, outcome: 'done', message: 'Every package of this order is on its way already' };
  const data = packages.map(({ id: packageId }) => ({
    packageId,
    requestedBy,
    ...(ownCarrier && { ownCarrier }),
    ...(handover && { handover }),
  }));
  const requests = data.map((one) => ({ data: one, dedupeKey: one.packageId }));
  const detail = { packages: packages.length, ...(ownCarrier ?? {}) };
  const step = { kind: 'fulfilment-requested', state: 'waiting', note: '', actor: requestedBy, detail } as const;
  await Promise.all([
    deps.jobs.enqueueMany(tx, shipPackageJob, tenantId, requests),
    noteFulfilStep(tx, deps.clock, { tenantId, orderIds: [orderId], ...step }),
  ]);
  return { orderId, outcome: 'started', message: '' };
}

/** Said of an order that the marketplace has no carrier for. */
export const needsOwnCarrier = 'You ship this one: enter its carrier and tracking number';

type Obstacle = { outcome: 'held' | 'skipped' | 'rejected'; message: string };

/** Why this order must not be shipped now. */
function obstacleOf(order: OrderRecord): Obstacle | undefined {
  if (order.status === 'cancelled') return { outcome: 'rejected', message: 'This order was cancelled' };
  if (order.isCancelRequested) return { outcome: 'held', message: 'The buyer asks to cancel. Answer that first.' };
  if (order.holdReason !== '') return { outcome: 'held', message: `On hold: ${order.holdReason}` };
  if (order.status === 'unpaid') return { outcome: 'skipped', message: 'This order is not paid yet' };
  if (order.status === 'on_hold') return { outcome: 'held', message: 'The marketplace holds this order back' };
  if (!['to_arrange', 'to_hand_over', 'partially_shipped'].includes(order.status))
    return { outcome: 'skipped', message: `This order is ${order.status.replaceAll('_', ' ')} already` };
  return undefined;
}

/** The order's packages that still need work, making one for units that are in none. A text says why there can be none. */
async function packagesToShip(
  tx: Tx,
  deps: Pick<FulfilmentDeps, 'clock'>,
  order: OrderRecord,
  request: FulfilRequest,
): Promise<PackageOfOrder[] | string> {
  const [lines, packages] = await Promise.all([findOrderLines(tx, order.id), selectPackagesOfOrder(tx, order.id)]);
  const open = lines.filter((line) => line.status === 'open');
  const plan = request.items === undefined ? { packages, loose: unpacked(open, packages) } : choose(request.items, open, packages);
  if (typeof plan === 'string') return plan;
  const chosen = [...plan.packages];
  if (plan.loose.length > 0) {
    const { tenantId, shopId } = order;
    const id = newId('package', deps.clock.now().getTime());
    await insertOwnPackage(tx, { tenantId, id, shopId, orderId: order.id, lines: plan.loose });
    chosen.push(...(await selectPackagesOfOrder(tx, order.id)).filter((parcel) => parcel.id === id));
  }
  const needed: PackageOfOrder[] = [];
  for (const parcel of chosen) if (await needsWork(tx, parcel)) needed.push(parcel);
  return needed;
}

/** Until the marketplace agreed that it is ready; a package that was handed over never does. Repeating finished steps is harmless. */
async function needsWork(tx: Tx, parcel: PackageOfOrder): Promise<boolean> {
  if (parcel.hold_reason !== '' || parcel.status === 'in_transit' || parcel.status === 'delivered') return false;
  // It never agrees to one that was not arranged.
  if (parcel.status === 'to_arrange') return true;
  return (await findLiveFulfilment(tx, parcel.id, 'confirm'))?.state !== 'applied';
}
