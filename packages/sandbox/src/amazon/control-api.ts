import { type Commands, controlApi } from '../stage/control-calls.ts';
import { marketplaceReads, marketplaceWrites } from '../stage/marketplace-commands.ts';
import type { Control } from './control.ts';
import type { Order } from './model.ts';

type Id = { id: string };
type Reasoned = Id & { reason?: string };

const reads: Commands<Control> = {
  ...marketplaceReads<Control, Order>(
    (order) => order.status,
    (control) => ({ waitingMessages: control.messages().length }),
  ),
  listings: (control, input: { shopId: string }) => control.listings(input.shopId),
  stock: (control, input: { shopId: string; sku: string }) => control.stock(input.shopId, input.sku),
  order: (control, input: Id) => control.order(input.id),
  shipments: (control, input: { orderId?: string }) => control.shipments(input.orderId),
  wallet: (control, input: { sellerId: string }) => control.wallet(input.sellerId),
  messages: (control) => control.messages(),
};

const writes: Commands<Control> = {
  ...marketplaceWrites,
  buy: (control, input: Parameters<Control['buy']>[0]) => control.buy(input),
  'carrier-scan': (control, input: Id) => control.carrierScan(input.id),
  deliver: (control, input: Id) => control.deliver(input.id),
  'buyer-cancel': (control, input: Reasoned) => control.buyerCancel(input.id, input.reason),
  'seller-cancel': (control, input: Reasoned) => control.sellerCancel(input.id, input.reason),
  'system-cancel': (control, input: Reasoned) => control.systemCancel(input.id, input.reason),
  authorize: (control, input: { sellerId?: string }) => control.authorize(input.sellerId),
  'self-authorize': (control, input: { sellerId?: string }) => control.selfAuthorize(input.sellerId),
  revoke: (control, input: { sellerId: string }) => control.revoke(input.sellerId),
  'expire-tokens': (control, input: { sellerId?: string }) => control.expireTokens(input.sellerId),
  stock: (control, input: { shopId: string; sku: string; quantity: number }) => control.setStock(input.shopId, input.sku, input.quantity),
  'remove-listing': (control, input: { shopId: string; sku: string }) => control.removeListing(input.shopId, input.sku),
};

/** Answers a call of the control page or of a test. */
export const answerControlCall = controlApi(reads, writes);
