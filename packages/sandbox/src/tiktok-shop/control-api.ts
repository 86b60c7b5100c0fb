import { type Commands, controlApi } from '../stage/control-calls.ts';
import { marketplaceReads, marketplaceWrites } from '../stage/marketplace-commands.ts';
import type { Control } from './control.ts';
import type { Order } from './model.ts';

type Id = { id: string };

const reads: Commands<Control> = {
  ...marketplaceReads<Control, Order>((order) => order.status),
  products: (control, input: { shopId: string }) => control.products(input.shopId),
  order: (control, input: { id: string }) => ({ ...control.order(input.id), packages: control.packagesOf(input.id) }),
};

const writes: Commands<Control> = {
  ...marketplaceWrites,
  'end-hold': (control, input: Id) => control.endHold(input.id),
  'carrier-scan': (control, input: Id) => control.carrierScan(input.id),
  'buyer-cancel': (control, input: Id & { reason?: string }) => control.buyerCancel(input.id, input.reason),
  'system-cancel': (control, input: Id) => control.systemCancel(input.id),
  authorize: (control, input: { sellerId?: string }) => control.authorize(input.sellerId),
  deauthorize: (control, input: { sellerId: string }) => control.deauthorize(input.sellerId),
  'expire-tokens': (control, input: { sellerId?: string }) => control.expireTokens(input.sellerId),
  'warn-of-expiration': (control, input: { shopId: string }) => control.warnOfExpiration(input.shopId),
  products: (control, input: { shopId: string; title: string }) => control.createProduct(input.shopId, input.title),
  stock: (control, input: { skuId: string; quantity: number }) => control.setStock(input.skuId, input.quantity),
};

/** Answers a call of the control page or of a test. */
export const answerControlCall = controlApi(reads, writes);
