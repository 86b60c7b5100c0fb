import { HubError } from '@shopfleet/kernel';
import type { CancelReason } from '@shopfleet/platform-kit';
import { unsupported } from '../../connections/index.ts';
import type { FulfilResult } from '../fulfil-order.ts';
import { changeAtMarketplace, takeInHand } from './change-at-marketplace.ts';
import type { AskedBy, AtMarketplaceDeps } from './marketplace-deps.ts';

/**
 * Cancels an order, or some of its lines, at its marketplace; stock and labels follow when the order is read again. Throws
 * `INVALID_REQUEST`, `CONFLICT` when it is too late, and what `askPlatform` throws.
 */
export async function cancelOrder(
  deps: AtMarketplaceDeps,
  by: AskedBy,
  input: { readonly orderId: string; readonly reason: CancelReason; readonly lineIds?: readonly string[] | undefined },
): Promise<FulfilResult> {
  const { order, lines, market } = await takeInHand(deps, by.tenantId, input.orderId);
  const cancel = market.platform.orders?.cancel;
  if (!cancel) throw unsupported(market.platform, 'cancel-order');
  if (!['unpaid', 'on_hold', 'to_arrange', 'to_hand_over'].includes(order.status)) {
    throw new HubError('CONFLICT', { message: 'Only an order that has not gone out can be cancelled' });
  }
  const wanted = lines.filter((line) => line.status === 'open' && (input.lineIds?.includes(line.id) ?? true));
  if (wanted.length === 0 || (input.lineIds && wanted.length !== new Set(input.lineIds).size)) {
    const message = 'name open lines of this order';
    throw new HubError('INVALID_REQUEST', { fields: [{ path: 'lineIds', code: 'lines', message }] });
  }
  const { reason } = input;
  const externalLineIds = wanted.map((line) => line.externalId);
  const [result] = await changeAtMarketplace(deps, by, {
    orders: [order],
    market,
    kind: 'cancelled-by-us',
    detail: { reason, lines: externalLineIds.length },
    tell: () => cancel(market.access, { externalOrderId: order.externalId, reason, externalLineIds }),
    isDone: ([after]) => after?.status === 'cancelled',
  });
  return result ?? { orderId: order.id, outcome: 'unknown', message: '' };
}
