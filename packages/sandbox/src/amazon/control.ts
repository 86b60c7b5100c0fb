import type { Courier, NoticeRecord } from './courier.ts';
import { type ActiveFault, allFaults, type FaultRule } from './faults.ts';
import type { Listing, Order, QueueMessage, Shipment } from './model.ts';
import { isBuyable, moveQuantity, quantityOf } from './offer.ts';
import { askToCancel, cancelOrder, payOrder, takeCarrierStep } from './order-life.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import type { ScenarioRequest, ScenarioState, Scenarios } from './scenarios.ts';
import { type Settings, startingSettings } from './settings.ts';
import { type ShopView, type StockView, shopViews, stockView } from './shop-view.ts';
import { endAuthorization, expireAccessTokens, issueCode, issueRefresh } from './tokens.ts';
import type { CallRecord, Counters, World } from './world.ts';

/** The hand that moves the marketplace: buyers, carriers, sellers, time and trouble. */
export class Control {
  readonly #world: World;
  readonly #scenarios: Scenarios;
  readonly #courier: Courier;

  constructor(world: World, scenarios: Scenarios, courier: Courier) {
    this.#world = world;
    this.#scenarios = scenarios;
    this.#courier = courier;
  }

  nowMs(): number {
    return this.#world.clock.nowMs();
  }

  /** Moves the marketplace's clock; all that falls due happens on the way, in order, events included. */
  async advance(ms: number): Promise<number> {
    const { clock, timeline } = this.#world;
    await this.#courier.settled();
    const targetMs = clock.nowMs() + ms;
    for (let nextAtMs = timeline.nextAtMs(); nextAtMs !== undefined && nextAtMs <= targetMs; nextAtMs = timeline.nextAtMs()) {
      clock.moveTo(nextAtMs);
      timeline.runDue();
      await this.#courier.settled();
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

  shops(): ShopView[] {
    return shopViews(this.#world);
  }

  /** The callback's parameters as the consent page would give them. @throws RangeError */
  authorize(sellerId?: string, redirectUri = ''): { spapi_oauth_code: string; selling_partner_id: string } {
    const seller = this.#sellerOf(sellerId);
    return { spapi_oauth_code: issueCode(this.#world, seller, redirectUri), selling_partner_id: seller.id };
  }

  /** A refresh token as the developer console gives it to the owner of a private application. @throws RangeError */
  selfAuthorize(sellerId?: string): { refreshToken: string; sellerId: string } {
    const seller = this.#sellerOf(sellerId);
    return { refreshToken: issueRefresh(this.#world, seller.id).id, sellerId: seller.id };
  }

  #sellerOf(sellerId: string | undefined) {
    const id = sellerId?.split(':')[0] ?? [...this.#world.sellers.all()][0]?.id ?? '';
    const seller = this.#world.sellers.get(id);
    if (!seller) throw new RangeError(`no seller ${sellerId}`);
    return seller;
  }

  /** The seller takes back the consent. @throws RangeError */
  revoke(sellerId: string): void {
    endAuthorization(this.#world, this.#sellerOf(sellerId).id);
  }

  /** Running access tokens end now; refreshing still works. Says how many ended. */
  expireTokens(sellerId?: string): { expired: number } {
    return { expired: expireAccessTokens(this.#world, sellerId) };
  }

  createOrder(request: OrderRequest = {}): Order {
    return placeOrder(this.#world, request);
  }

  /** A buyer takes units, if what is shown allows it. */
  buy(request: { readonly shopId: string; readonly sku: string; readonly quantity?: number }): { isAllowed: boolean; orderId?: string } {
    const { shopId, sku, quantity = 1 } = request;
    const listing = this.#listingOf(shopId, sku);
    if (!isBuyable(listing) || (quantityOf(listing) ?? 0) < quantity) return { isAllowed: false };
    return { isAllowed: true, orderId: placeOrder(this.#world, { shopId, lines: [{ sku, quantity }], status: 'UNSHIPPED' }).id };
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

  pay(orderId: string): Order {
    const order = this.order(orderId);
    payOrder(this.#world, order);
    return order;
  }

  /** The carrier's next scan of the order's parcels: under way, then delivered. */
  carrierScan(orderId: string): Order {
    const order = this.order(orderId);
    takeCarrierStep(this.#world, order);
    return order;
  }

  /** Scans until everything is delivered. */
  deliver(orderId: string): Order {
    const order = this.order(orderId);
    const isOut = () => order.parcels.some(({ status }) => status !== 'DELIVERED' && status !== 'CANCELLED' && status !== 'UNDELIVERABLE');
    while (isOut()) takeCarrierStep(this.#world, order);
    return order;
  }

  /** A buyer asks to cancel: at once while the payment is open, afterwards it is only a wish. */
  buyerCancel(orderId: string, reason = 'NO_LONGER_NEEDED'): Order {
    const order = this.order(orderId);
    askToCancel(this.#world, order, reason);
    return order;
  }

  /** The seller cancels in Seller Central, the only place where that can be done. */
  sellerCancel(orderId: string, reason = 'OUT_OF_STOCK'): Order {
    const order = this.order(orderId);
    cancelOrder(this.#world, order, 'SELLER', reason);
    return order;
  }

  /** Amazon cancels. */
  systemCancel(orderId: string, reason = 'PAYMENT_DECLINED'): Order {
    const order = this.order(orderId);
    cancelOrder(this.#world, order, 'AMAZON', reason);
    return order;
  }

  /** How often shipping an order was asked for, and how often that changed it. */
  shipCounts(): { orderId: string; reference: string; shipmentId?: string; shipCalls: number; shipEffects: number }[] {
    return this.orders().flatMap((order) =>
      order.parcels.map(({ reference, shipmentId, shipCalls, shipEffects }) => ({
        orderId: order.id,
        reference,
        ...(shipmentId === undefined ? {} : { shipmentId }),
        shipCalls,
        shipEffects,
      })),
    );
  }

  /** Sum over all parcels of an order: "exactly once" means 1. */
  shipEffects(orderId: string): number {
    return this.order(orderId).parcels.reduce((sum, parcel) => sum + parcel.shipEffects, 0);
  }

  shipments(orderId?: string): Shipment[] {
    return [...this.#world.shipments.all()].filter((shipment) => orderId === undefined || shipment.orderId === orderId);
  }

  /** What is left to buy labels with, in minor units by currency. */
  wallet(sellerId: string): Readonly<Record<string, number>> {
    return this.#sellerOf(sellerId).walletMinor;
  }

  listings(shopId: string): Listing[] {
    const [sellerId, marketplaceId] = shopId.split(':');
    return [...this.#world.listings.all()].filter(
      (one) => one.sellerId === sellerId && one.marketplaceId === marketplaceId && !one.isDeleted,
    );
  }

  #listingOf(shopId: string, sku: string): Listing {
    const listing = this.#world.listings.get(`${shopId.replace(':', '/')}/${sku}`);
    if (!listing) throw new RangeError(`shop ${shopId} has no SKU ${sku}`);
    return listing;
  }

  stock(shopId: string, sku: string): StockView {
    return stockView(this.#listingOf(shopId, sku));
  }

  soldQuantity(shopId: string, sku: string): number {
    return this.#listingOf(shopId, sku).soldQuantity;
  }

  /** The seller changes stock by hand in Seller Central. */
  setStock(shopId: string, sku: string, quantity: number): void {
    const listing = this.#listingOf(shopId, sku);
    const sold = listing.soldQuantity;
    moveQuantity(this.#world, listing.id, quantity - (quantityOf(listing) ?? 0));
    listing.soldQuantity = sold;
    this.#world.listings.save(listing);
  }

  addFault(rule: FaultRule): ActiveFault {
    const kinds: readonly string[] = allFaults;
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

  /** Notifications sent, to an address or into the queue. */
  webhookLog(): readonly NoticeRecord[] {
    return this.#courier.records;
  }

  resendWebhook(notificationId: string): boolean {
    return this.#courier.resend(notificationId);
  }

  /** Resolves once nothing is under way. */
  async webhooksSettled(): Promise<void> {
    await this.#courier.settled();
  }

  /** What waits in the queue. */
  messages(): QueueMessage[] {
    return [...this.#world.messages.all()];
  }
}
