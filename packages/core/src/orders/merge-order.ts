import type { HubError } from '@shopfleet/kernel';
import type { OrderStatus, PlatformOrder } from '@shopfleet/platform-kit';
import type { OrderRow } from './order-row.ts';
import { illegalTransition, mayMarketplaceMove } from './order-status.ts';

/** What we know of an order before a newer version comes. */
export interface KnownOrder {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly externalVersion: number;
  readonly stateHash: string;
  readonly handStatus: OrderStatus | null;
  readonly isCancelRequested: boolean;
}

/** What we know of an order, and when we wrote it. */
export interface KeptOrder extends KnownOrder {
  readonly updatedAt: Date;
}

/** An order as it will stand after the import. */
export interface ImportedOrder {
  readonly orderId: string;
  readonly order: PlatformOrder;
  readonly row: OrderRow;
  readonly isNew: boolean;
  readonly before: OrderStatus | undefined;
  readonly after: OrderStatus;
  /** A person's status that the marketplace has not caught up with. */
  readonly handStatus: OrderStatus | null;
  readonly wasCancelRequested: boolean;
}

/**
 * Whether there is nothing to take over: an older version, or the same one without a difference that matters. Marketplaces that tell
 * instants to the second give two states of one second the same version; the one that was read later counts.
 */
export function isKnown(ours: KnownOrder, row: OrderRow): boolean {
  if (ours.externalVersion !== row.external_version) return ours.externalVersion > row.external_version;
  // A row from before states were compared says nothing: it waits for the next version.
  return ours.stateHash === row.state_hash || ours.stateHash === '';
}

/** No read of an order takes longer: what lies further ahead was written by another clock. */
const longestReadMs = 60_000;

/** Whether nobody can tell which state is the newer one: the same version, and ours was kept while the other was being read. */
export function isUnordered(ours: KeptOrder, row: OrderRow, readFrom: Date): boolean {
  const aheadMs = ours.updatedAt.getTime() - readFrom.getTime();
  return ours.externalVersion === row.external_version && !isKnown(ours, row) && aheadMs >= 0 && aheadMs < longestReadMs;
}

/** Decides what a newer version makes of an order; answers the reason when the step is impossible. */
export function mergeOrder(ours: KnownOrder, order: PlatformOrder, row: OrderRow): ImportedOrder | HubError {
  const isBehindPerson = ours.handStatus !== null && order.status !== ours.handStatus && mayMarketplaceMove(order.status, ours.handStatus);
  const after = isBehindPerson ? ours.status : order.status;
  if (!mayMarketplaceMove(ours.status, after)) return illegalTransition(ours.status, after);
  return {
    orderId: ours.orderId,
    order,
    row: { ...row, status: after },
    isNew: false,
    before: ours.status,
    after,
    handStatus: isBehindPerson ? ours.handStatus : null,
    wasCancelRequested: ours.isCancelRequested,
  };
}
