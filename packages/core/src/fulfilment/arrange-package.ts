import type { Tx } from '@shopfleet/db';
import { RetryAt } from '@shopfleet/jobs';
import { crashPoint } from '@shopfleet/kernel';
import { type ArrangeInput, type PackageState, PlatformFailure } from '@shopfleet/platform-kit';
import type { OpenedShop } from '../sync/index.ts';
import type { FulfilmentDeps } from './fulfilment-deps.ts';
import { countFulfilments, type FulfilmentRow, insertFulfilment, type ShipWay, settleFulfilment } from './fulfilment-row.ts';
import { notePackage } from './package-store.ts';
import { inWords, loadWork, noteStep, type PackageWork, required, stopReason } from './package-work.ts';

/** How long a call whose answer is missing may still take effect at the marketplace. */
const usualLateEffectSeconds = 30;
const mostTries = 4;

export type Marketplace = OpenedShop;
type Sent = { readonly fulfillmentId: string };
export type Begun = 'arranged' | 'stopped' | (Sent & { readonly openSinceMs?: number });
export type ArrangeResult = 'arranged' | 'stopped';

/**
 * Tells the marketplace, once, that the package goes out, after `beginArranging` was committed; when the message is found without an
 * answer — a crash, a lost connection — the package is read back and decides. Ends in `stopped` when the order must not ship, or was
 * refused.
 */
export async function arrangePackage(
  deps: FulfilmentDeps,
  market: Marketplace,
  start: PackageWork,
  begun: Begun,
  way: ShipWay,
): Promise<ArrangeResult> {
  if (begun === 'arranged' || begun === 'stopped') return begun;
  const { fulfillmentId, openSinceMs } = begun;
  if (openSinceMs !== undefined) return readBack(deps, market, start, { fulfillmentId, openSinceMs });
  return send(deps, market, start, { fulfillmentId }, way);
}

/** Writes the message down, or finds that the `live` one has no answer yet. The caller has loaded both in this transaction. */
export async function beginArranging(
  tx: Tx,
  deps: FulfilmentDeps,
  { work, live }: { work: PackageWork; live: FulfilmentRow | undefined },
  way: ShipWay,
): Promise<Begun> {
  const { tenantId, parcel, requestedBy } = work;
  const at = deps.clock.now();
  if (!['to_arrange', 'arranging'].includes(parcel.status) && parcel.status !== 'cancelled') {
    // An import brought the answer that a crash had swallowed.
    if (live) await settleFulfilment(tx, { id: live.id, state: 'applied', problem: '', at });
    return 'arranged';
  }
  if (live?.state === 'applied') return 'arranged';
  if (live) return { fulfillmentId: live.id, openSinceMs: new Date(live.created_at).getTime() };
  const why = stopReason(work);
  if (why !== undefined) {
    await noteStep(tx, deps, work, { kind: 'fulfilment-stopped', state: 'held', note: why });
    return 'stopped';
  }
  const input = { tenantId, packageId: parcel.id, step: 'arrange', requestedBy, at } as const;
  const [fulfillmentId] = await Promise.all([
    insertFulfilment(tx, { ...input, input: way }),
    notePackage(tx, { packageId: parcel.id, status: 'arranging', at }),
    noteStep(tx, deps, work, { kind: 'arranging', state: 'working', note: 'Telling the marketplace' }),
  ]);
  if (fulfillmentId === undefined) throw new RetryAt(new Date(at.getTime() + 1_000), 'Another worker ships this package');
  return { fulfillmentId };
}

async function send(
  deps: FulfilmentDeps,
  { platform, access, shop }: Marketplace,
  work: PackageWork,
  sent: Sent,
  way: ShipWay,
): Promise<ArrangeResult> {
  if (!platform.fulfilment) return refuse(deps, work, sent, 'unsupported', 'This marketplace cannot be told to ship');
  crashPoint('fulfilment.after-save-before-arrange');
  try {
    const { externalPackageId } = await platform.fulfilment.arrange(access, {
      externalOrderId: work.orders[0]?.externalId ?? '',
      externalPackageId: work.parcel.external_id ?? undefined,
      externalLineIds: work.lines.map((line) => line.externalLineId),
      ...partOf(work),
      ...labelNeeds(shop),
      ...(way.ownCarrier && { ownCarrier: way.ownCarrier }),
      ...(way.handover && { handover: way.handover }),
    });
    crashPoint('fulfilment.after-arrange-before-save');
    return await applied(deps, work, sent, { externalId: externalPackageId, ...way.ownCarrier });
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    return judge(deps, { platform, access, shop }, work, sent, error);
  }
}

/** Units by line, where the box does not hold all of them. */
function partOf({ lines }: PackageWork): Pick<ArrangeInput, 'quantities'> {
  const parts = lines.filter(({ quantity, lineQuantity }) => quantity < lineQuantity);
  if (parts.length === 0) return {};
  return { quantities: Object.fromEntries(parts.map(({ externalLineId, quantity }) => [externalLineId, quantity])) };
}

/** What marketplaces that sell the label want to know beside the order. */
function labelNeeds({ settings }: OpenedShop['shop']): Pick<ArrangeInput, 'sender' | 'parcel'> {
  const { labelSender: sender, labelParcel: parcel } = settings ?? {};
  return { ...(sender && { sender }), ...(parcel && { parcel }) };
}

/** What a failed call means: nothing happened, it was refused, or nobody knows. */
async function judge(
  deps: FulfilmentDeps,
  market: Marketplace,
  work: PackageWork,
  sent: Sent,
  failure: PlatformFailure,
): Promise<ArrangeResult> {
  switch (failure.kind) {
    case 'conflict':
      return readBack(deps, market, work, { ...sent, openSinceMs: 0 }, failure);
    case 'unavailable':
    case 'unexpected':
    case 'outcome-unknown':
      return unknown(deps, work, sent, failure);
    case 'rate-limited': {
      await settle(deps, work, sent, 'rejected', inWords(failure));
      throw new RetryAt(failure.retryAt ?? new Date(deps.clock.now().getTime() + 2_000), failure.message, { behindOthers: true });
    }
    default:
      await deps.noteFailure(work.tenantId, work.parcel.shop_id, failure);
      return refuse(deps, work, sent, failure.kind === 'unsupported' ? 'unsupported' : 'rejected', inWords(failure));
  }
}

/** The request left and no answer came: noted, and the package is read back a little later. */
async function unknown(deps: FulfilmentDeps, work: PackageWork, sent: Sent, failure: PlatformFailure): Promise<never> {
  const note = 'The marketplace did not answer; reading the package back';
  const at = deps.clock.now();
  await deps.db.asTenant(work.tenantId, async (tx) => {
    const now = required(await loadWork(tx, work.tenantId, work.parcel.id, work.requestedBy));
    await settleFulfilment(tx, { id: sent.fulfillmentId, state: 'unknown', problem: inWords(failure), at });
    await noteStep(tx, deps, now, { kind: 'arrange-unanswered', state: 'working', note, detail: { problem: inWords(failure) } });
  });
  throw new RetryAt(new Date(at.getTime() + 2_000), note, { behindOthers: true });
}

/** Asks the marketplace how the package stands, and decides by that alone. */
async function readBack(
  deps: FulfilmentDeps,
  market: Marketplace,
  work: PackageWork,
  open: Sent & { openSinceMs: number },
  refusal?: PlatformFailure,
): Promise<ArrangeResult> {
  const state = await findState(market, work);
  if (state && state.status !== 'to_arrange' && state.status !== 'cancelled') {
    const { carrierName, trackingNumber } = state;
    return applied(deps, work, open, { externalId: state.externalId, carrierName, trackingNumber });
  }
  if (state?.status === 'cancelled') return refuse(deps, work, open, 'rejected', 'The marketplace cancelled this package');
  if (refusal) return refuse(deps, work, open, 'rejected', inWords(refusal));
  const lateUntilMs = open.openSinceMs + (market.platform.manifest.lateEffectSeconds ?? usualLateEffectSeconds) * 1_000;
  if (deps.clock.now().getTime() < lateUntilMs) {
    await settle(deps, work, open, 'unknown', 'No answer yet; the marketplace still shows the package as not arranged');
    throw new RetryAt(new Date(Math.min(lateUntilMs, deps.clock.now().getTime() + 5_000)), 'Waiting whether the call takes effect');
  }
  const tries = await deps.db.asTenant(work.tenantId, (tx) => countFulfilments(tx, work.parcel.id, 'arrange'));
  if (tries >= mostTries) return refuse(deps, work, open, 'rejected', 'The marketplace did not take the order to ship. Try again later.');
  await settle(deps, work, open, 'rejected', 'It had no effect; the package was read back');
  throw new RetryAt(deps.clock.now(), 'The earlier call had no effect; telling the marketplace again');
}

/** The package at the marketplace; one without a number of its own is looked for in its order. */
async function findState({ platform, access }: Marketplace, work: PackageWork): Promise<PackageState | undefined> {
  if (work.parcel.external_id !== null) return platform.fulfilment?.readPackage(access, work.parcel.external_id);
  const orders = await platform.orders?.fetchOrders(access, [work.orders[0]?.externalId ?? '']);
  const lines = work.lines.map((line) => line.externalLineId);
  return orders?.[0]?.packages.find((parcel) => lines.every((id) => parcel.externalLineIds.includes(id)));
}

async function applied(
  deps: FulfilmentDeps,
  { tenantId, parcel, requestedBy }: PackageWork,
  { fulfillmentId: id }: Sent,
  said: { externalId: string; carrierName?: string; trackingNumber?: string },
): Promise<'arranged'> {
  await deps.db.asTenant(tenantId, async (tx) => {
    const work = required(await loadWork(tx, tenantId, parcel.id, requestedBy));
    const at = deps.clock.now();
    const detail = { externalPackageId: said.externalId };
    await Promise.all([
      settleFulfilment(tx, { id, state: 'applied', problem: '', at }),
      notePackage(tx, { packageId: parcel.id, status: 'to_hand_over', at, ...said }),
      noteStep(tx, deps, work, { kind: 'arranged', state: 'working', note: 'Fetching the label', detail }),
    ]);
  });
  return 'arranged';
}

/** Refused for good: a person must look. The package may be tried again later. */
async function refuse(
  deps: FulfilmentDeps,
  { tenantId, parcel, requestedBy }: PackageWork,
  { fulfillmentId: id }: Sent,
  state: 'rejected' | 'unsupported',
  problem: string,
): Promise<'stopped'> {
  await deps.db.asTenant(tenantId, async (tx) => {
    const work = required(await loadWork(tx, tenantId, parcel.id, requestedBy));
    await settleFulfilment(tx, { id, state, problem, at: deps.clock.now() });
    await noteStep(tx, deps, work, { kind: 'arrange-refused', state: 'failed', note: problem, actor: 'platform:marketplace' });
  });
  return 'stopped';
}

const settle = (deps: FulfilmentDeps, work: PackageWork, { fulfillmentId: id }: Sent, state: 'rejected' | 'unknown', problem: string) =>
  deps.db.asTenant(work.tenantId, (tx) => settleFulfilment(tx, { id, state, problem, at: deps.clock.now() }));
