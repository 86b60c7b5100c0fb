import { HubError } from '@shopfleet/kernel';
import type { OrderStatus, PlatformOrder } from '@shopfleet/platform-kit';
import { isKnown, mergeOrder } from '../merge-order.ts';
import { type OrderLineRow, type OrderRow, toLineRow, toOrderRow } from '../order-row.ts';

/** Something that changed an order: a state that its marketplace showed, or a status that a person set. */
export type ReplayStep =
  | { readonly kind: 'state'; readonly order: PlatformOrder }
  | { readonly kind: 'person'; readonly status: OrderStatus };

/** An order as the steps leave it. */
export interface Replayed {
  readonly row: OrderRow;
  readonly status: OrderStatus;
  readonly handStatus: OrderStatus | null;
  readonly lines: ReadonlyMap<string, OrderLineRow>;
}

/** Builds an order from its steps by the rules of the import, in memory. Undefined when no state is among them. */
export function replayStates(steps: readonly ReplayStep[]): Replayed | undefined {
  return steps.reduce<Replayed | undefined>(
    (known, step) => (step.kind === 'person' ? byHand(known, step.status) : byMarketplace(known, step.order)),
    undefined,
  );
}

function byHand(known: Replayed | undefined, status: OrderStatus): Replayed | undefined {
  return known && { ...known, row: { ...known.row, status }, status, handStatus: status };
}

function byMarketplace(known: Replayed | undefined, order: PlatformOrder): Replayed {
  const row = toOrderRow(order);
  if (!known) return { row, status: order.status, handStatus: null, lines: linesOf(order, new Map()) };
  const ours = {
    orderId: '',
    status: known.status,
    externalVersion: known.row.external_version,
    stateHash: known.row.state_hash,
    handStatus: known.handStatus,
    isCancelRequested: known.row.is_cancel_requested,
  };
  if (isKnown(ours, row)) return known;
  const merged = mergeOrder(ours, order, row);
  if (merged instanceof HubError) return known;
  return { row: merged.row, status: merged.after, handStatus: merged.handStatus, lines: linesOf(order, known.lines) };
}

/** A line that is gone from the newest state is no longer wanted. */
function linesOf(order: PlatformOrder, before: ReadonlyMap<string, OrderLineRow>): ReadonlyMap<string, OrderLineRow> {
  const gone = [...before].map(([id, line]) => [id, { ...line, status: 'cancelled' as const }] as const);
  return new Map<string, OrderLineRow>([...gone, ...order.lines.map((line) => [line.externalId, toLineRow(line)] as const)]);
}
