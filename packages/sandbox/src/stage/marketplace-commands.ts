import { commonReads, commonWrites } from './common-commands.ts';
import type { Commands } from './control-calls.ts';

type Id = { readonly id: string };
type AnyOrder = { readonly id: string };

const shownOrders = 12;
const shownCalls = 15;
const listedOrders = 200;

/** A control as far as the calls that all marketplaces have need it. */
interface AnyMarketplace<O extends AnyOrder> {
  nowMs(): number;
  shops(): readonly object[];
  orders(): O[];
  createOrder(request: never): object;
  pay(orderId: string): object;
  shipCounts(): readonly object[];
  faultKinds(): readonly string[];
  startScenario(request: never): object;
  stopScenario(): void;
  scenario(): object | undefined;
}

type Common = Parameters<(typeof commonReads)[string]>[0];

/** What everybody may ask of a marketplace. `statusOf` says the state of an order in one word, `more` what the page shows besides. */
export function marketplaceReads<C extends Common & AnyMarketplace<O>, O extends AnyOrder>(
  statusOf: (order: O) => string,
  more: (control: C) => object = () => ({}),
): Commands<C> {
  const withStatus = (control: C) => control.orders().map((order) => ({ ...order, status: statusOf(order) }));
  return {
    ...commonReads,
    overview(control) {
      const orders = withStatus(control);
      const ordersByStatus: Record<string, number> = {};
      for (const { status } of orders) ordersByStatus[status] = (ordersByStatus[status] ?? 0) + 1;
      return {
        nowMs: control.nowMs(),
        shops: control.shops(),
        ordersByStatus,
        counters: control.counters(),
        scenario: control.scenario() ?? null,
        faults: control.faults(),
        faultKinds: control.faultKinds(),
        settings: control.settings(),
        lastCalls: control.callLog().slice(-shownCalls).reverse(),
        lastOrders: orders.slice(-shownOrders).reverse(),
        ...more(control),
      };
    },
    shops: (control) => control.shops(),
    orders(control, { status, limit = String(listedOrders) }: { readonly status?: string; readonly limit?: string }) {
      const wanted = withStatus(control).filter((order) => status === undefined || order.status === status);
      return wanted.slice(-Number(limit));
    },
    'ship-counts': (control) => control.shipCounts(),
    scenario: (control) => control.scenario() ?? null,
  };
}

/** What everybody may do to a marketplace. */
export const marketplaceWrites: Commands<Common & AnyMarketplace<AnyOrder>> = {
  ...commonWrites,
  orders: (control, request: never) => control.createOrder(request),
  pay: (control, { id }: Id) => control.pay(id),
  scenario: (control, request: never) => control.startScenario(request),
  'scenario/stop': (control) => control.stopScenario(),
};
