import { type Commands, controlApi } from '../stage/control-calls.ts';
import { marketplaceReads, marketplaceWrites } from '../stage/marketplace-commands.ts';
import type { Control } from './control.ts';
import type { Order } from './model.ts';

type Id = { id: string };
type ShopId = { shopId: string };

const reads: Commands<Control> = {
  ...marketplaceReads<Control, Order>(
    (order) => order.status,
    (control) => ({ lostPushes: control.lostPushes().length }),
  ),
  products: (control, input: ShopId) => control.listings(input.shopId),
  stock: (control, input: ShopId) => control.stock(input.shopId),
  sold: (control, input: { itemId: string; modelId?: string }) => control.soldQuantity(input.itemId, input.modelId),
  order: (control, input: Id) => ({ ...control.order(input.id), packages: control.packagesOf(input.id) }),
  'lost-pushes': (control) => control.lostPushes(),
};

const writes: Commands<Control> = {
  ...marketplaceWrites,
  buy: (control, input: Parameters<Control['buy']>[0]) => control.buy(input),
  release: (control, input: Id) => control.release(input.id),
  'carrier-scan': (control, input: Id) => control.carrierScan(input.id),
  deliver: (control, input: Id) => control.deliver(input.id),
  'buyer-cancel': (control, { id, ...how }: Id & Parameters<Control['buyerCancel']>[1]) => control.buyerCancel(id, how),
  'system-cancel': (control, input: Id & { reason?: string }) => control.cancel(input.id, input.reason),
  'open-return': (control, input: Id & { reason?: string }) => control.openReturn(input.id, input.reason),
  'close-return': (control, input: Id & { isGranted?: boolean }) => control.closeReturn(input.id, input.isGranted),
  authorize: (control, input: { account?: string; days?: number }) => control.authorize(input.account, input.days),
  deauthorize: (control, input: { account: string }) => control.revoke(input.account),
  'expire-tokens': (control, input: Partial<ShopId>) => control.expireTokens(input.shopId),
  'warn-of-expiration': (control, input: ShopId) => control.warnOfExpiration(input.shopId),
  stock: (control, input: Parameters<Control['setStock']>[0]) => control.setStock(input),
  lock: (control, input: { itemId: string; isLocked?: boolean }) => control.lockItem(input.itemId, input.isLocked),
};

/** Answers a call of the control page or of a test. */
export const answerControlCall = controlApi(reads, writes);
