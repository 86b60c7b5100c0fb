import { type CancelReason, type OrdersCapability, PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { readWireOrder } from './seller-carrier.ts';
import { cancellationsSchema, rejectReasonsSchema } from './wire/cancellation.ts';
import { nothingSchema } from './wire/envelope.ts';

const paidReasons: Readonly<Record<CancelReason, string>> = {
  'out-of-stock': 'seller_cancel_reason_out_of_stock',
  'buyer-asked': 'seller_cancel_paid_reason_buyer_requested_cancellation',
  undeliverable: 'seller_cancel_paid_reason_address_not_deliver',
};
const unpaidReasons: Readonly<Record<CancelReason, string | undefined>> = {
  'out-of-stock': 'seller_cancel_unpaid_reason_out_of_stock',
  'buyer-asked': 'seller_cancel_unpaid_reason_buyer_requested_cancellation',
  undeliverable: undefined,
};

/** The name that the market gives to a reason in this state of the order; a market refuses those that it does not have. */
export function reasonName(reason: CancelReason, { region, isUnpaid }: { region: string; isUnpaid: boolean }): string | undefined {
  if (isUnpaid) return unpaidReasons[reason];
  if (reason === 'undeliverable' && region === 'SG') return 'seller_cancel_unable_to_deliver_to_buyer_address';
  return `${paidReasons[reason]}${region === 'GB' || region === 'UK' ? '_uk' : ''}`;
}

/** Cancelling by the seller, and answering the buyer's wish to cancel. */
export function createCancellations(client: TikTokClient): Required<Pick<OrdersCapability, 'cancel' | 'answerCancellation'>> {
  return {
    async cancel(access, { externalOrderId, reason, externalLineIds }) {
      const order = await readWireOrder(client, access, externalOrderId);
      const name = reasonName(reason, { region: access.region, isUnpaid: order.status === 'UNPAID' });
      if (!name)
        throw new PlatformFailure('invalid', 'TikTok Shop has no such reason for an order that is not paid', { fields: ['reason'] });
      const isPart = externalLineIds.length > 0 && externalLineIds.length < order.line_items.length;
      await client.call(access, endpoints.cancelOrder, {
        body: { order_id: externalOrderId, cancel_reason: name, ...(isPart ? { order_line_item_ids: externalLineIds } : {}) },
        data: nothingSchema,
      });
    },

    async answerCancellation(access, { externalOrderId, isAccepted }) {
      const id = await pendingOf(client, access, externalOrderId);
      const query = { idempotency_key: `${id}-${isAccepted ? 'approve' : 'reject'}` };
      if (isAccepted) {
        await client.call(access, endpoints.approveCancellation, { id, query, data: nothingSchema });
        return;
      }
      const body = { reject_reason: await rejectReason(client, access, id) };
      await client.call(access, endpoints.rejectCancellation, { id, query, body, data: nothingSchema });
    },
  };
}

async function pendingOf(client: TikTokClient, access: ShopAccess, externalOrderId: string): Promise<string> {
  const { cancellations } = await client.call(access, endpoints.searchCancellations, {
    query: { page_size: '50' },
    body: { order_ids: [externalOrderId], cancel_status: ['CANCELLATION_REQUEST_PENDING'] },
    data: cancellationsSchema,
  });
  const pending = cancellations.find((item) => item.order_id === externalOrderId && item.cancel_status === 'CANCELLATION_REQUEST_PENDING');
  if (!pending) throw new PlatformFailure('conflict', 'The buyer does not ask to cancel this order any more');
  return pending.cancel_id;
}

/** Markets have their own reasons; "packed already" is what a seller who refuses means. */
async function rejectReason(client: TikTokClient, access: ShopAccess, id: string): Promise<string> {
  const { reasons } = await client.call(access, endpoints.rejectReasons, { query: { return_or_cancel_id: id }, data: rejectReasonsSchema });
  const reason = reasons.find(({ name }) => name.includes('has_been_packed')) ?? reasons[0];
  if (!reason) throw new PlatformFailure('conflict', 'TikTok Shop gives no reason by which this wish could be refused');
  return reason.name;
}
