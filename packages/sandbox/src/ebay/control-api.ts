import { type Commands, controlApi } from '../stage/control-calls.ts';
import { marketplaceReads, marketplaceWrites } from '../stage/marketplace-commands.ts';
import type { Control } from './control.ts';
import type { Order } from './model.ts';
import { cancelState, orderStatus } from './order-life.ts';

type Id = { id: string };

const reads: Commands<Control> = {
  ...marketplaceReads<Control, Order>(statusWord),
  listings: (control, input: { shopId: string }) => control.listings(input.shopId),
  order: (control, input: Id) => ({ ...control.order(input.id), fulfillments: control.fulfillmentsOf(input.id) }),
};

const writes: Commands<Control> = {
  ...marketplaceWrites,
  buy: (control, input: Parameters<Control['buy']>[0]) => control.buy(input),
  cancel: (control, input: Id) => control.cancel(input.id),
  'buyer-cancel': (control, input: Id & { reason?: string }) => control.buyerCancel(input.id, input.reason),
  'answer-cancel': (control, input: Id & { isApproved: boolean }) => control.answerCancel(input.id, input.isApproved),
  deliver: (control, input: Id) => control.deliver(input.id),
  authorize: (control, input: { shopId?: string; scopes?: string[] }) => control.authorize(input.shopId, input.scopes),
  revoke: (control, input: { shopId?: string }) => control.revoke(input.shopId),
  'expire-tokens': (control, input: { shopId?: string }) => control.expireTokens(input.shopId),
  'delete-account': (control, input: { username: string }) => control.deleteAccount(input.username),
  stock: (control, input: { shopId: string; sku: string; quantity: number }) => control.setStock(input.shopId, input.sku, input.quantity),
  'remove-item': (control, input: { shopId: string; sku: string }) => control.removeItem(input.shopId, input.sku),
  'legacy-listings': (control, input: { shopId: string } & Parameters<Control['createLegacyListing']>[1]) =>
    control.createLegacyListing(input.shopId, input),
};

/** Answers a call of the control page or of a test. */
export const answerControlCall = controlApi(reads, writes);

function statusWord(order: Order): string {
  if (order.cancelledAtMs !== undefined) return 'CANCELED';
  if (order.paidAtMs === undefined) return 'WAITING_FOR_PAYMENT';
  return cancelState(order) === 'IN_PROGRESS' ? 'CANCEL_REQUESTED' : orderStatus(order);
}
