import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl, type Commands } from '../stage/control-calls.ts';
import { readBody, sendJson, type Target } from '../stage/incoming.ts';
import type { JsonObject } from './call.ts';
import type { Control } from './control.ts';

type Id = { id: string };
type ShopId = { shopId: string };

const reads: Commands<Control> = {
  overview: (control) => overview(control),
  settings: (control) => control.settings(),
  shops: (control) => control.shops(),
  products: (control, input: ShopId) => control.listings(input.shopId),
  stock: (control, input: ShopId) => control.stock(input.shopId),
  sold: (control, input: { itemId: string; modelId?: string }) => control.soldQuantity(input.itemId, input.modelId),
  orders: (control, input: { status?: string; limit?: string }) => listOrders(control, input),
  order: (control, input: Id) => ({ ...control.order(input.id), packages: control.packagesOf(input.id) }),
  'ship-counts': (control) => control.shipCounts(),
  counters: (control) => control.counters(),
  calls: (control) => control.callLog(),
  webhooks: (control) => control.webhookLog(),
  'lost-pushes': (control) => control.lostPushes(),
  faults: (control) => control.faults(),
  scenario: (control) => control.scenario() ?? null,
};

const writes: Commands<Control> = {
  advance: async (control, input: { ms: number }) => ({ nowMs: await control.advance(input.ms) }),
  settings: (control, input: Parameters<Control['configure']>[0]) => control.configure(input),
  orders: (control, input: Parameters<Control['createOrder']>[0]) => control.createOrder(input),
  buy: (control, input: Parameters<Control['buy']>[0]) => control.buy(input),
  pay: (control, input: Id) => control.pay(input.id),
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
  faults: (control, input: Parameters<Control['addFault']>[0]) => control.addFault(input),
  'faults/remove': (control, input: Id) => control.removeFault(input.id),
  'faults/clear': (control) => control.clearFaults(),
  scenario: (control, input: Parameters<Control['startScenario']>[0]) => control.startScenario(input),
  'scenario/stop': (control) => control.stopScenario(),
  'webhooks/resend': (control, input: Id) => control.resendWebhook(input.id),
};

/** Answers a call of the control page or of a test. */
export function answerControlCall(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
  persist: () => void,
): Promise<void> {
  return answerControl(
    { reads, writes, control, persist },
    {
      ...target,
      method: request.method ?? 'GET',
      readBody: () => readBody(request, () => new RangeError('the body is too large')),
      answer: (status, value) => sendJson(response, status, value),
    },
  );
}

function overview(control: Control): JsonObject {
  const byStatus: Record<string, number> = {};
  for (const order of control.orders()) byStatus[order.status] = (byStatus[order.status] ?? 0) + 1;
  return {
    nowMs: control.nowMs(),
    shops: control.shops(),
    ordersByStatus: byStatus,
    counters: control.counters(),
    scenario: control.scenario() ?? null,
    faults: control.faults(),
    settings: control.settings(),
    lostPushes: control.lostPushes().length,
    lastCalls: control.callLog().slice(-15).reverse(),
    lastOrders: control.orders().slice(-12).reverse(),
  };
}

function listOrders(control: Control, input: { status?: string; limit?: string }): unknown[] {
  const wanted = control.orders().filter((order) => input.status === undefined || order.status === input.status);
  return wanted.slice(-Number(input.limit ?? 200));
}
