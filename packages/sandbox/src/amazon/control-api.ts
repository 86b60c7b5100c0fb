import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl, type Commands } from '../stage/control-calls.ts';
import { readBody, sendJson, type Target } from '../stage/incoming.ts';
import type { JsonObject } from './call.ts';
import type { Control } from './control.ts';

const reads: Commands<Control> = {
  overview: (control) => overview(control),
  settings: (control) => control.settings(),
  shops: (control) => control.shops(),
  listings: (control, input: { shopId: string }) => control.listings(input.shopId),
  stock: (control, input: { shopId: string; sku: string }) => control.stock(input.shopId, input.sku),
  orders: (control, input: { status?: string; limit?: string }) => listOrders(control, input),
  order: (control, input: Id) => control.order(input.id),
  shipments: (control, input: { orderId?: string }) => control.shipments(input.orderId),
  wallet: (control, input: { sellerId: string }) => control.wallet(input.sellerId),
  'ship-counts': (control) => control.shipCounts(),
  counters: (control) => control.counters(),
  calls: (control) => control.callLog(),
  webhooks: (control) => control.webhookLog(),
  messages: (control) => control.messages(),
  faults: (control) => control.faults(),
  scenario: (control) => control.scenario() ?? null,
};

type Id = { id: string };
type Reasoned = Id & { reason?: string };

const writes: Commands<Control> = {
  advance: async (control, input: { ms: number }) => ({ nowMs: await control.advance(input.ms) }),
  settings: (control, input: Parameters<Control['configure']>[0]) => control.configure(input),
  orders: (control, input: Parameters<Control['createOrder']>[0]) => control.createOrder(input),
  buy: (control, input: Parameters<Control['buy']>[0]) => control.buy(input),
  pay: (control, input: Id) => control.pay(input.id),
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
    lastCalls: control.callLog().slice(-15).reverse(),
    lastOrders: control.orders().slice(-12).reverse(),
    waitingMessages: control.messages().length,
  };
}

function listOrders(control: Control, input: { status?: string; limit?: string }): unknown[] {
  const wanted = control.orders().filter((order) => input.status === undefined || order.status === input.status);
  return wanted.slice(-Number(input.limit ?? 200));
}
