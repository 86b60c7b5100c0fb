import type { Tx } from '@shopfleet/db';
import { RetryAt } from '@shopfleet/jobs';
import { crashPoint, HubError } from '@shopfleet/kernel';
import { arrangePackage, type Begun, beginArranging, type Marketplace } from './arrange-package.ts';
import { fetchLabel } from './fetch-label.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { confirmPackageJob, type ShipRequest } from './fulfilment-jobs.ts';
import { findLiveFulfilment } from './fulfilment-row.ts';
import { findPackageLabel, type PackageLabel } from './label-store.ts';
import { loadWork, noteStep, type PackageWork, printedAndAsking, required, showTracking, stopReason } from './package-work.ts';

/**
 * Takes one package as far as it can go: arranged at the marketplace, label kept, label queued for its printer. Every step finds what an
 * earlier, interrupted run has done, so that nothing is shipped or printed twice.
 */
export async function shipPackage(deps: FulfilmentDeps, tenantId: string, request: ShipRequest, signal: AbortSignal): Promise<void> {
  const start = await deps.db.asTenant(tenantId, (tx) => begin(tx, deps, tenantId, request));
  if (!start) return;
  const { work, label, market } = start;
  if (label) return toPrinter(deps, work, label);
  if ((await arrangePackage(deps, market, work, start.begun, request)) === 'stopped') return;
  const fetched = request.ownCarrier === undefined ? await fetchLabel(deps, market, work, signal) : undefined;
  if (fetched) return toPrinter(deps, fetched.work, fetched.label);
  await withoutLabel(deps, work);
}

type Start = { work: PackageWork } & ({ label: PackageLabel; market?: never } | { label?: never; market: Marketplace; begun: Begun });

/** All that happens before the marketplace is asked, in one transaction. Undefined when there is nothing to go on with. */
async function begin(tx: Tx, deps: FulfilmentDeps, tenantId: string, request: ShipRequest): Promise<Start | undefined> {
  const { packageId, requestedBy, ownCarrier, handover } = request;
  const [work, label] = await Promise.all([loadWork(tx, tenantId, packageId, requestedBy), findPackageLabel(tx, packageId)]);
  if (!work) return undefined;
  if (label) return { work, label };
  const [market, live] = await Promise.all([open(tx, deps, work), findLiveFulfilment(tx, packageId, 'arrange')]);
  return (
    market && {
      work,
      market,
      begun: await beginArranging(tx, deps, { work, live }, { ...(ownCarrier && { ownCarrier }), ...(handover && { handover }) }),
    }
  );
}

async function open(tx: Tx, deps: FulfilmentDeps, work: PackageWork) {
  try {
    return await deps.openShop(tx, work.parcel.shop_id);
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'NEEDS_RECONNECT') throw error;
    await noteStep(tx, deps, work, { kind: 'fulfilment-stopped', state: 'failed', note: error.message });
    return undefined;
  }
}

async function toPrinter(deps: FulfilmentDeps, work: PackageWork, label: PackageLabel): Promise<void> {
  const { tenantId, requestedBy } = work;
  const why = stopReason(work);
  const note = (kind: string, state: 'working' | 'waiting' | 'failed' | 'held', text: string, detail = {}) =>
    deps.db.asTenant(tenantId, (tx) => noteStep(tx, deps, work, { kind, state, note: text, detail }));
  if (why !== undefined) return note('fulfilment-stopped', 'held', why);
  try {
    const orderNumber = work.orders.map((order) => order.externalId).join(', ');
    const queued = await deps.printLabel({ tenantId, label, orderNumber, requestedBy });
    crashPoint('fulfilment.after-print-before-note');
    const { printJobId, printerName, state } = queued;
    if (state === 'failed' || state === 'unknown') return await note(`print-${state}`, 'failed', queued.problem, { printJobId });
    if (state === 'confirmed') return await withoutLabel(deps, work);
    await noteQueued(deps, work, { printJobId, printerName });
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    if (error.code === 'CONFLICT') {
      const now = await deps.db.asTenant(tenantId, (tx) => loadWork(tx, tenantId, work.parcel.id, requestedBy));
      const isHeld = now !== undefined && stopReason(now) !== undefined;
      return note(isHeld ? 'fulfilment-stopped' : 'print-waiting', isHeld ? 'held' : 'waiting', error.message);
    }
    if (error.code === 'NOT_READY') throw new RetryAt(new Date(deps.clock.now().getTime() + 2_000), error.message);
    throw error;
  }
}

/** Only if nothing happened since: the agent may have printed it already. */
async function noteQueued(
  deps: FulfilmentDeps,
  { tenantId, parcel, requestedBy }: PackageWork,
  detail: { printJobId: string; printerName: string },
) {
  await deps.db.asTenant(tenantId, async (tx) => {
    const work = required(await loadWork(tx, tenantId, parcel.id, requestedBy));
    if (work.orders.some((order) => order.fulfilState !== 'working' && order.fulfilState !== 'waiting')) return;
    if (work.orders.some((order) => order.fulfilNote === printedAndAsking)) return;
    await noteStep(tx, deps, work, { kind: 'print-queued', state: 'working', note: `In the queue of ${detail.printerName}`, detail });
  });
}

/** With an own carrier, without a label, or after printing, the marketplace's word is all there is to wait for. */
async function withoutLabel(deps: FulfilmentDeps, { tenantId, parcel, requestedBy }: PackageWork): Promise<void> {
  await deps.db.asTenant(tenantId, async (tx) => {
    const work = required(await loadWork(tx, tenantId, parcel.id, requestedBy));
    await showTracking(tx, work);
    await deps.jobs.enqueue(tx, confirmPackageJob, tenantId, { packageId: parcel.id }, { dedupeKey: parcel.id });
  });
}
