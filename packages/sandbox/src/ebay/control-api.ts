import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl, type Commands } from '../stage/control-calls.ts';
import { readBody, sendJson, type Target } from '../stage/incoming.ts';
import type { JsonObject } from './call.ts';
import type { Control } from './control.ts';
import { cancelState, orderStatus } from './order-life.ts';
import { EdgeRefusal } from './refusal.ts';

type Id = { id: string };

const reads: Commands<Control> = {
  overview: (control) => overview(control),
  settings: (control) => control.settings(),
  shops: (control) => control.shops(),
  listings: (control, input: { shopId: string }) => control.listings(input.shopId),
  orders: (control, input: { status?: string; limit?: string }) => listOrders(control, input),
  order: (control, input: Id) => ({ ...control.order(input.id), fulfillments: control.fulfillmentsOf(input.id) }),
  'ship-counts': (control) => control.shipCounts(),
  counters: (control) => control.counters(),
  calls: (control) => control.callLog(),
  webhooks: (control) => control.webhookLog(),
  faults: (control) => control.faults(),
  scenario: (control) => control.scenario() ?? null,
};

const writes: Commands<Control> = {
  advance: async (control, input: { ms: number }) => ({ nowMs: await control.advance(input.ms) }),
  settings: (control, input: Parameters<Control['configure']>[0]) => control.configure(input),
  orders: (control, input: Parameters<Control['createOrder']>[0]) => control.createOrder(input),
  buy: (control, input: Parameters<Control['buy']>[0]) => control.buy(input),
  pay: (control, input: Id) => control.pay(input.id),
  cancel: (control, input: Id) => control.cancel(input.id),
  'buyer-cancel': (control, input: Id & { reason?: string }) => control.buyerCancel(input.id, input.reason),
  'answer-cancel': (control, input: Id & { isApproved: boolean }) => control.answerCancel(input.id, input.isApproved),
  deliver: (control, input: Id) => control.deliver(input.id),
  authorize: (control, input: { shopId?: string; scopes?: string[] }) => control.authorize(input.shopId, input.scopes),
  revoke: (control, input: { shopId?: string }) => control.revoke(input.shopId),
  'expire-tokens': (control, input: { shopId?: string }) => control.expireTokens(input.shopId),
  'delete-account': (control, input: { username: string }) => control.deleteAccount(input.username),
  stock: (control, input: { shopId: string; sku: string; quantity: number }) => control.setStock(input.shopId, input.sku, input.quantity),
  'legacy-listings': (control, input: { shopId: string } & Parameters<Control['createLegacyListing']>[1]) =>
    control.createLegacyListing(input.shopId, input),
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
      readBody: () => readBody(request, () => new EdgeRefusal(413)),
      answer: (status, value) => sendJson(response, status, value),
    },
  );
}

function overview(control: Control): JsonObject {
  const byStatus: Record<string, number> = {};
  const orders = withStatus(control);
  for (const { status } of orders) byStatus[status] = (byStatus[status] ?? 0) + 1;
  return {
    nowMs: control.nowMs(),
    shops: control.shops(),
    ordersByStatus: byStatus,
    counters: control.counters(),
    scenario: control.scenario() ?? null,
    faults: control.faults(),
    settings: control.settings(),
    lastCalls: control.callLog().slice(-15).reverse(),
    lastOrders: orders.slice(-12).reverse(),
  };
}

const withStatus = (control: Control) => control.orders().map((order) => ({ ...order, status: statusWord(order) }));

function listOrders(control: Control, input: { status?: string; limit?: string }): unknown[] {
  const wanted = withStatus(control).filter(({ status }) => input.status === undefined || status === input.status);
  return wanted.slice(-Number(input.limit ?? 200));
}

function statusWord(order: ReturnType<Control['order']>): string {
  if (order.cancelledAtMs !== undefined) return 'CANCELED';
  if (order.paidAtMs === undefined) return 'WAITING_FOR_PAYMENT';
  return cancelState(order) === 'IN_PROGRESS' ? 'CANCEL_REQUESTED' : orderStatus(order);
}
