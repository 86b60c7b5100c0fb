import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { requestCancellation } from './cancellation-life.ts';
import { type ActiveFault, callFaults, type FaultRule, webhookFaults } from './faults.ts';
import type { Order, Parcel, Product } from './model.ts';
import { cancelOrder, moveLinesAndOrder, payOrder, takeCarrierStep } from './order-life.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import { parcelsOf } from './parcel-birth.ts';
import { announceCreation, newProduct } from './product-life.ts';
import type { ScenarioRequest, ScenarioState, Scenarios } from './scenarios.ts';
import { type Settings, startingSettings } from './settings.ts';
import { findSku, setStock } from './stock.ts';
import { endAuthorization, expireAccessTokens, isAuthorized, issueCode } from './tokens.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { CallRecord, Counters, World } from './world.ts';

export interface ShipCount {
  readonly packageId: string;
  readonly orderIds: readonly string[];
  readonly status: string;
  readonly trackingNumber: string | undefined;
  readonly shipCalls: number;
  readonly shipEffects: number;
  readonly documentCalls: number;
}

/** The hand that moves the marketplace: buyers, carriers, sellers, time and trouble. */
export class Control {
  readonly #world: World;
  readonly #scenarios: Scenarios;
  readonly #delivery: WebhookDelivery<DeliveryRecord>;

  constructor(world: World, scenarios: Scenarios, delivery: WebhookDelivery<DeliveryRecord>) {
    this.#world = world;
    this.#scenarios = scenarios;
    this.#delivery = delivery;
  }

  nowMs(): number {
    return this.#world.clock.nowMs();
  }

  /** Moves the marketplace's clock; all that falls due happens on the way, in order, webhooks included. */
  async advance(ms: number): Promise<number> {
    const { clock, timeline } = this.#world;
    await this.#delivery.settled();
    const targetMs = clock.nowMs() + ms;
    for (let nextAtMs = timeline.nextAtMs(); nextAtMs !== undefined && nextAtMs <= targetMs; nextAtMs = timeline.nextAtMs()) {
      clock.moveTo(nextAtMs);
      timeline.runDue();
      await this.#delivery.settled();
    }
    clock.moveTo(targetMs);
    return clock.nowMs();
  }

  settings(): Readonly<Settings> {
    return this.#world.settings;
  }

  /** Changes some settings. @throws RangeError for an unknown name or a value of another type. */
  configure(changes: Partial<Settings>): Readonly<Settings> {
    for (const [name, value] of Object.entries(changes)) {
      const current: unknown = Object.getOwnPropertyDescriptor(startingSettings, name)?.value;
      if (typeof value !== typeof current) throw new RangeError(`setting ${name} must be a ${typeof current}`);
    }
    return Object.assign(this.#world.settings, changes);
  }

  createOrder(request: OrderRequest = {}): Order {
    return placeOrder(this.#world, request);
  }

  orders(): Order[] {
    return [...this.#world.orders.all()];
  }

  /** @throws RangeError when there is none. */
  order(orderId: string): Order {
    const order = this.#world.orders.get(orderId);
    if (!order) throw new RangeError(`no order ${orderId}`);
    return order;
  }

  packagesOf(orderId: string): Parcel[] {
    return parcelsOf(this.#world, this.order(orderId));
  }

  pay(orderId: string): Order {
    const order = this.order(orderId);
    payOrder(this.#world, order);
    return order;
  }

  endHold(orderId: string): Order {
    const order = this.order(orderId);
    moveLinesAndOrder(this.#world, order, 'AWAITING_SHIPMENT');
    return order;
  }

  /** The carrier's next scan: collected, then delivered. */
  carrierScan(orderId: string): Order {
    const order = this.order(orderId);
    takeCarrierStep(this.#world, order);
    return order;
  }

  /** A buyer asks to cancel; before shipping is prepared this happens at once, later the seller must answer. */
  buyerCancel(orderId: string, reason = 'buyer_cancel_reason_no_longer_needed'): { cancelId: string } {
    return { cancelId: requestCancellation(this.#world, this.order(orderId), reason).id };
  }

  /** The platform cancels. */
  systemCancel(orderId: string, reason = 'platform_cancel'): Order {
    const order = this.order(orderId);
    cancelOrder(this.#world, order, reason, 'SYSTEM');
    return order;
  }

  /** A code as the consent page would give it. @throws RangeError */
  authorize(sellerId?: string): { code: string } {
    const seller = sellerId === undefined ? [...this.#world.sellers.all()][0] : this.#world.sellers.get(sellerId);
    if (!seller) throw new RangeError(`no seller ${sellerId}`);
    return { code: issueCode(this.#world, seller) };
  }

  deauthorize(sellerId: string): void {
    const seller = this.#world.sellers.get(sellerId);
    if (!seller) throw new RangeError(`no seller ${sellerId}`);
    endAuthorization(this.#world, seller);
  }

  /** Running access tokens end now; refreshing still works. Says how many ended. */
  expireTokens(sellerId?: string): { expired: number } {
    return { expired: expireAccessTokens(this.#world, sellerId) };
  }

  /** Event 7: the authorization ends soon. */
  warnOfExpiration(shopId: string): void {
    const expiration = String(this.#world.clock.nowSeconds() + 30 * 86_400);
    this.#world.emit({ shopId, type: 7, fields: { message: 'The authorization ends soon', expiration_time: expiration } });
  }

  /** The seller changes stock by hand, in every warehouse of the SKU. */
  setStock(skuId: string, quantity: number): void {
    const found = findSku(this.#world, skuId);
    if (!found) throw new RangeError(`no SKU ${skuId}`);
    const all = new Map(found.sku.stock.map((stock) => [stock.warehouseId, quantity]));
    setStock(this.#world, found.product, found.sku, all, 'manual_adjustment');
  }

  /** A seller adds a product in Seller Center; a title with "prohibited" fails the audit. */
  createProduct(shopId: string, title: string): Product {
    const shop = this.#world.shops.get(shopId);
    if (!shop) throw new RangeError(`no shop ${shopId}`);
    const product = newProduct(this.#world, shop, title);
    announceCreation(this.#world, product);
    return product;
  }

  addFault(rule: FaultRule): ActiveFault {
    const kinds: readonly string[] = [...callFaults, ...webhookFaults];
    if (!kinds.includes(rule.kind)) throw new RangeError(`no fault ${rule.kind}; there are ${kinds.join(', ')}`);
    return this.#world.faults.add(rule);
  }

  removeFault(id: string): boolean {
    return this.#world.faults.remove(id);
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  faults(): readonly ActiveFault[] {
    return this.#world.faults.list();
  }

  startScenario(request: ScenarioRequest): ScenarioState {
    return this.#scenarios.start(request);
  }

  stopScenario(): void {
    this.#scenarios.stop();
  }

  scenario(): ScenarioState | undefined {
    return this.#scenarios.state;
  }

  counters(): Readonly<Counters> {
    return this.#world.counters;
  }

  /** The last calls, oldest first. */
  callLog(): readonly CallRecord[] {
    return this.#world.callLog;
  }

  webhookLog(): readonly DeliveryRecord[] {
    return this.#delivery.records;
  }

  resendWebhook(notificationId: string): boolean {
    return this.#delivery.resend((record) => record.notificationId === notificationId);
  }

  /** Resolves once no webhook is under way. */
  async webhooksSettled(): Promise<void> {
    await this.#delivery.settled();
  }

  /** How often each package was asked to be shipped, and how often that changed it. */
  shipCounts(): ShipCount[] {
    return [...this.#world.parcels.all()].map((parcel) => ({
      packageId: parcel.id,
      orderIds: parcel.orderIds,
      status: parcel.status,
      trackingNumber: parcel.trackingNumber,
      shipCalls: parcel.shipCalls,
      shipEffects: parcel.shipEffects,
      documentCalls: parcel.documentCalls,
    }));
  }

  shops(): { id: string; name: string; region: string; sellerId: string; cipher: string; isAuthorized: boolean }[] {
    return [...this.#world.shops.all()].map(({ id, name, region, sellerId, cipher }) => ({
      id,
      name,
      region,
      sellerId,
      cipher,
      isAuthorized: isAuthorized(this.#world, sellerId),
    }));
  }

  products(shopId: string): Product[] {
    return [...this.#world.products.all()].filter((product) => product.shopId === shopId);
  }
}
