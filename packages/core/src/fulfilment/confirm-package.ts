import type { Tx } from '@shopfleet/db';
import { type PackageState, PlatformFailure } from '@shopfleet/platform-kit';
import { notePrinted } from '../orders/index.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { confirmPackageJob } from './fulfilment-jobs.ts';
import { findLiveFulfilment, insertFulfilment, settleFulfilment } from './fulfilment-row.ts';
import { notePackage, selectPackagesOfOrder } from './package-store.ts';
import { inWords, loadWork, noteStep, type PackageWork, printedAndAsking, required, showTracking } from './package-work.ts';

export interface PackagePrinted {
  readonly tenantId: string;
  readonly packageId: string;
  readonly printJobId: string;
  readonly printerName: string;
  readonly at: Date;
}

/** The printer (or a person) says that the label of a package is on paper: noted, and the marketplace is asked to agree. */
export async function confirmPrinted(tx: Tx, deps: Pick<FulfilmentDeps, 'clock' | 'jobs'>, printed: PackagePrinted): Promise<void> {
  const { tenantId, packageId, printJobId, printerName, at } = printed;
  const work = await loadWork(tx, tenantId, packageId, 'system:hub');
  if (!work) return;
  for (const { id: orderId } of work.orders) await notePrinted(tx, { orderId, at });
  const isAgreed = (await findLiveFulfilment(tx, packageId, 'confirm'))?.state === 'applied';
  const state = work.parcel.hold_reason !== '' ? 'held' : isAgreed ? 'done' : 'working';
  const note = state === 'held' ? work.parcel.hold_reason : isAgreed ? '' : printedAndAsking;
  await noteStep(tx, deps, work, { kind: 'printed', state, note, actor: 'system:printer', detail: { printJobId, printerName } });
  if (!isAgreed) await deps.jobs.enqueue(tx, confirmPackageJob, tenantId, { packageId }, { dedupeKey: packageId });
}

/**
 * Reads the package back from the marketplace: it must be ready to be handed over, with the number that is on our label. Then the
 * fulfilment is done; a difference is shown to people. Throws to run again while the marketplace cannot be asked.
 */
export async function confirmPackage(deps: FulfilmentDeps, tenantId: string, packageId: string): Promise<void> {
  const start = await deps.db.asTenant(tenantId, (tx) => begin(tx, deps, tenantId, packageId));
  if (!start) return;
  const { work, fulfillmentId, platform, access } = start;
  const state = await readPackage(deps, work, () => platform.fulfilment?.readPackage(access, work.parcel.external_id ?? ''));
  const problem = differenceOf(work, state);
  await deps.db.asTenant(tenantId, async (tx) => {
    const now = required(await loadWork(tx, tenantId, packageId, 'system:hub'));
    const at = deps.clock.now();
    await Promise.all([
      settleFulfilment(tx, { id: fulfillmentId, state: problem === undefined ? 'applied' : 'rejected', problem: problem ?? '', at }),
      state && notePackage(tx, { packageId, ...state, at }),
      showTracking(tx, now),
    ]);
    if (problem !== undefined) await noteStep(tx, deps, now, { kind: 'not-confirmed', state: 'failed', note: problem });
    else await finish(tx, deps, now);
  });
}

async function begin(tx: Tx, deps: FulfilmentDeps, tenantId: string, packageId: string) {
  const [work, live] = await Promise.all([loadWork(tx, tenantId, packageId, 'system:hub'), findLiveFulfilment(tx, packageId, 'confirm')]);
  if (!work || work.parcel.external_id === null) return undefined;
  if (live?.state === 'applied') return undefined;
  const input = { tenantId, packageId, step: 'confirm', input: {}, requestedBy: 'system:hub', at: deps.clock.now() } as const;
  const fulfillmentId = live?.id ?? (await insertFulfilment(tx, input));
  if (fulfillmentId === undefined) return undefined;
  const { platform, access } = await deps.openShop(tx, work.parcel.shop_id);
  return { work, fulfillmentId, platform, access };
}

async function readPackage(
  deps: FulfilmentDeps,
  work: PackageWork,
  read: () => Promise<PackageState> | undefined,
): Promise<PackageState | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PlatformFailure) {
      await deps.noteFailure(work.tenantId, work.parcel.shop_id, error);
      deps.log.warn({ packageId: work.parcel.id, failure: inWords(error) }, 'A package could not be read back; trying again');
    }
    throw error;
  }
}

/** Why the marketplace does not agree; undefined when it does. */
function differenceOf({ parcel }: PackageWork, state: PackageState | undefined): string | undefined {
  if (!state) return undefined;
  if (state.status === 'cancelled') return 'The marketplace cancelled this package after its label was printed. Keep it back.';
  if (state.status === 'to_arrange') return 'The marketplace shows this package as not shipped. Ship it again.';
  const isOther = parcel.tracking_number !== '' && state.trackingNumber !== '' && parcel.tracking_number !== state.trackingNumber;
  return isOther
    ? `The marketplace has another tracking number (${state.trackingNumber}). Print its label again before handing it over.`
    : undefined;
}

/** The package is done; its orders are when every package of theirs is. */
async function finish(tx: Tx, deps: FulfilmentDeps, work: PackageWork): Promise<void> {
  for (const order of work.orders) {
    const open = [];
    for (const parcel of await selectPackagesOfOrder(tx, order.id))
      if ((await findLiveFulfilment(tx, parcel.id, 'confirm'))?.state !== 'applied' && !['in_transit', 'delivered'].includes(parcel.status))
        open.push(parcel);
    const isDone = open.length === 0;
    const note = isDone ? '' : `${open.length} more ${open.length === 1 ? 'package' : 'packages'} to go`;
    const one = { ...work, orders: [order] };
    await noteStep(tx, deps, one, { kind: 'confirmed', state: isDone ? 'done' : 'working', note, actor: 'platform:marketplace' });
  }
}
