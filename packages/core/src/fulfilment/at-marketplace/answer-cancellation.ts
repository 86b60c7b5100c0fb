import { HubError } from '@shopfleet/kernel';
import { unsupported } from '../../connections/index.ts';
import type { FulfilResult } from '../fulfil-order.ts';
import { changeAtMarketplace, takeInHand } from './change-at-marketplace.ts';
import type { AskedBy, AtMarketplaceDeps } from './marketplace-deps.ts';

/** Accepts or refuses the buyer's wish to cancel. Throws `CONFLICT` when the buyer asks for nothing, and what `askPlatform` throws. */
export async function answerCancellation(
  deps: AtMarketplaceDeps,
  by: AskedBy,
  { orderId, isAccepted }: { readonly orderId: string; readonly isAccepted: boolean },
): Promise<FulfilResult> {
  const { order, market } = await takeInHand(deps, by.tenantId, orderId);
  const answer = market.platform.orders?.answerCancellation;
  if (!answer) throw unsupported(market.platform, 'answer-cancellation');
  if (!order.isCancelRequested) throw new HubError('CONFLICT', { message: 'The buyer does not ask to cancel this order' });
  const [result] = await changeAtMarketplace(deps, by, {
    orders: [order],
    market,
    kind: isAccepted ? 'cancellation-accepted' : 'cancellation-refused',
    detail: {},
    tell: () => answer(market.access, { externalOrderId: order.externalId, isAccepted }),
    isDone: ([after]) => (isAccepted ? after?.status === 'cancelled' : after?.isCancelRequested === false),
  });
  return result ?? { orderId, outcome: 'unknown', message: '' };
}
