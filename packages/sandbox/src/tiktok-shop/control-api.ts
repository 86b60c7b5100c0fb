import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl, type Commands } from '../stage/control-calls.ts';
import type { JsonObject } from './call.ts';
import type { Control } from './control.ts';
import { readBytes, sendJson, type Target } from './incoming.ts';

const reads: Commands<Control> = {
  overview: (control) => overview(control),
  settings: (control) => control.settings(),
  shops: (control) => control.shops(),
  products: (control, input: { shopId: string }) => control.products(input.shopId),
  orders: (control, input: { status?: string; limit?: string }) => listOrders(control, input),
  order: (control, input: { id: string }) => ({ ...control.order(input.id), packages: control.packagesOf(input.id) }),
  'ship-counts': (control) => control.shipCounts(),
  counters: (control) => control.counters(),
  calls: (control) => control.callLog(),
  webhooks: (control) => control.webhookLog(),
  faults: (control) => control.faults(),
  scenario: (control) => control.scenario() ?? null,
};

type Id = { id: string };

const writes: Commands<Control> = {
  advance: async (control, input: { ms: number }) => ({ nowMs: await control.advance(input.ms) }),
  settings: (control, input: Parameters<Control['configure']>[0]) => control.configure(input),
  orders: (control, input: Parameters<Control['createOrder']>[0]) => control.createOrder(input),
  pay: (control, input: Id) => control.pay(input.id),
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
      readBody: () => readBytes(request),
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
  };
}

function listOrders(control: Control, input: { status?: string; limit?: string }): unknown[] {
  const wanted = control.orders().filter((order) => input.status === undefined || order.status === input.status);
  return wanted.slice(-Number(input.limit ?? 200));
}
