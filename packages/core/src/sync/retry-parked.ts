import type { Tx } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import { followEvent } from './follow-event.ts';
import { type HeldEvent, holdParkedEvents, reopenEvents } from './parked-store.ts';

/** What came of one thing that a person named; `problem` is empty when it was done. */
export interface ItemResult {
  readonly id: string;
  readonly isDone: boolean;
  readonly problem: string;
}

const mostOfShop = 1_000;

/**
 * Takes parked events of the tenant up again, each with the job that follows it up, in one transaction: those named, or the oldest of a
 * shop. One whose shop is not connected, or that says nothing to follow, stays where it is.
 */
export async function retryParked(
  tx: Tx,
  jobs: Pick<Jobs, 'enqueueMany'>,
  { tenantId, ...which }: { readonly tenantId: string; readonly ids?: readonly string[] | undefined; readonly shopId?: string | undefined },
): Promise<ItemResult[]> {
  const { ids, shopId = '' } = which;
  const held = await holdParkedEvents(tx, ids ? { ids } : { shopId, limit: mostOfShop });
  const results = new Map<string, ItemResult>();
  const taken: { event: HeldEvent; shopId: string }[] = [];
  for (const event of held) {
    const problem = whyNot(event);
    results.set(event.id, { id: event.id, isDone: problem === '', problem });
    if (problem === '' && event.live_shop_id !== null) taken.push({ event, shopId: event.live_shop_id });
  }
  await reopenEvents(
    tx,
    taken.map(({ event, shopId: liveShopId }) => ({ id: event.id, shopId: liveShopId })),
  );
  for (const { event, shopId: liveShopId } of taken) {
    await followEvent(liveShopId, event, (kind, asked) => jobs.enqueueMany(tx, kind, tenantId, asked));
  }
  return ids ? resultsOf(ids, results) : [...results.values()];
}

function whyNot({ hint, live_shop_id: liveShopId }: HeldEvent): string {
  if (hint.kind === 'nothing') return 'Nothing follows from events of this kind';
  if (hint.kind === 'order' && hint.externalOrderIds.length === 0) return 'The event names no usable order';
  return liveShopId === null ? 'Its shop is not connected' : '';
}

/** One result for each id, in the order in which they were named. */
export function resultsOf(ids: readonly string[], known: ReadonlyMap<string, ItemResult>): ItemResult[] {
  return [...new Set(ids)].map((id) => known.get(id) ?? { id, isDone: false, problem: 'It is not set aside, or not any more' });
}
