import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { type ActiveFault, callFaults, type FaultRule, webhookFaults } from './faults.ts';
import { type LegacyListing, makeLegacyListing } from './legacy-listing.ts';
import { type ListingView, listingView } from './listing-view.ts';
import type { CancelRequest, Order, Seller, ShippingFulfillment } from './model.ts';
import { answerCancellation, cancelOrder, orderStatus, payOrder, requestCancellation, touchOrder } from './order-life.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import type { ScenarioRequest, ScenarioState, Scenarios } from './scenarios.ts';
import { type Settings, startingSettings } from './settings.ts';
import { itemKey, offersOf } from './shelf.ts';
import { eiasOf, endAuthorization, expireAccessTokens, isAuthorized, issueCode, type RevokeReason } from './tokens.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { CallRecord, Counters, World } from './world.ts';

export interface ShipCount {
  readonly orderId: string;
  readonly status: string;
  readonly trackingNumbers: readonly string[];
  readonly shipCalls: number;
  readonly shipEffects: number;
}

export interface Purchase {
  readonly shopId: string;
  readonly sku: string;
  /** Default 1. */
  readonly quantity?: number;
}

/** The hand that moves the marketplace: buyers, sellers, time and trouble. A shop is a seller; its id is the user id. */
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

  /** Moves the marketplace's clock; all that falls due happens on the way, in order, events included. */
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
      const isSame = typeof value === typeof current && Array.isArray(value) === Array.isArray(current);
      if (!isSame) throw new RangeError(`setting ${name} must be a ${Array.isArray(current) ? 'list' : typeof current}`);
    }
    return Object.assign(this.#world.settings, changes);
  }

  shops(): { id: string; name: string; region: string; marketplaceId: string; isAuthorized: boolean }[] {
    return [...this.#world.sellers.all()].map(({ id, username, marketplaceId }) => ({
      id,
      name: username,
      region: marketplaceId.slice(-2),
      marketplaceId,
      isAuthorized: isAuthorized(this.#world, id),
    }));
  }

  /** What the consent page would send back; default: the first shop and every scope of the keyset. @throws RangeError */
  authorize(shopId?: string, scopes: readonly string[] = this.#world.settings.keysetScopes): { code: string; expires_in: string } {
    return { code: issueCode(this.#world, this.#seller(shopId), scopes), expires_in: '299' };
  }

  /** The consent ends. @throws RangeError */
  revoke(shopId?: string, reason: RevokeReason = 'REVOKED_BY_USER'): void {
    endAuthorization(this.#world, this.#seller(shopId), reason);
  }

  /** Running access tokens end now; refreshing still works. Says how many ended. */
  expireTokens(shopId?: string): { expired: number } {
    return { expired: expireAccessTokens(this.#world, shopId) };
  }

  createOrder(request: OrderRequest = {}): Order {
    return placeOrder(this.#world, request);
  }

  /** A buyer takes units if that many are shown; says whether it was allowed. @throws RangeError for an unknown shop. */
  buy({ shopId, sku, quantity = 1 }: Purchase): { isAllowed: boolean; orderId?: string } {
    this.#seller(shopId);
    try {
      return { isAllowed: true, orderId: placeOrder(this.#world, { shopId, lines: [{ sku, quantity }] }).id };
    } catch (error) {
      if (error instanceof RangeError) return { isAllowed: false };
      throw error;
    }
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

  fulfillmentsOf(orderId: string): ShippingFulfillment[] {
    return this.order(orderId).fulfillmentIds.flatMap((id) => this.#world.fulfillments.get(`${orderId}/${id}`) ?? []);
  }

  /** The buyer finishes a checkout that waited for it. */
  pay(orderId: string): Order {
    const order = this.order(orderId);
    payOrder(this.#world, order);
    return order;
  }

  /** The platform (or whoever is named) cancels at once. */
  cancel(orderId: string, initiator: CancelRequest['initiator'] = 'EBAY', reason = 'BUYER_CANCEL_OR_ADDRESS_ISSUE'): Order {
    const order = this.order(orderId);
    cancelOrder(this.#world, order, initiator, reason);
    return order;
  }

  /** A buyer asks to cancel; the seller must answer. */
  buyerCancel(orderId: string, reason = 'BUYER_ASKED_CANCEL'): { cancelId: string } {
    return { cancelId: requestCancellation(this.#world, this.order(orderId), reason).id };
  }

  /** The seller's answer in Seller Hub. */
  answerCancel(orderId: string, isApproved: boolean): Order {
    const order = this.order(orderId);
    answerCancellation(this.#world, order, isApproved);
    return order;
  }

  /** The parcel arrives; the orders API shows nothing of it but a change. @throws RangeError before everything is shipped. */
  deliver(orderId: string): Order {
    const order = this.order(orderId);
    if (orderStatus(order) !== 'FULFILLED') throw new RangeError('an order that is not shipped cannot arrive');
    order.deliveredAtMs = this.#world.clock.nowMs();
    touchOrder(this.#world, order);
    return order;
  }

  /** How often each order was asked to be shipped, and how often that changed it. */
  shipCounts(): ShipCount[] {
    return this.orders().map((order) => ({
      orderId: order.id,
      status: orderStatus(order),
      trackingNumbers: this.fulfillmentsOf(order.id).flatMap(({ trackingNumber }) => trackingNumber ?? []),
      shipCalls: order.shipCalls,
      shipEffects: order.shipEffects,
    }));
  }

  /** How often shipping changed this order: once for each of its parcels is right. */
  shipEffects(orderId: string): number {
    return this.order(orderId).shipEffects;
  }

  /** All offers of a shop, published or not. */
  listings(shopId: string): ListingView[] {
    return [...this.#world.offers.all()].filter(({ sellerId }) => sellerId === shopId).map((offer) => listingView(this.#world, offer));
  }

  /** Units of a SKU that buyers of the shop can order now. */
  shownQuantity(shopId: string, sku: string): number {
    return Math.max(0, ...this.listings(shopId).flatMap((listing) => (listing.sku === sku ? listing.shownQuantity : [])));
  }

  /** Units of a SKU that buyers took and that no cancellation gave back. */
  soldQuantity(shopId: string, sku: string): number {
    const lines = this.orders().flatMap((order) => (order.sellerId === shopId && order.cancelledAtMs === undefined ? order.lines : []));
    return lines.reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
  }

  /** A listing made without the Inventory API, with or without a SKU. @throws RangeError */
  createLegacyListing(shopId: string, listing: LegacyListing): ListingView {
    return listingView(this.#world, makeLegacyListing(this.#world, this.#seller(shopId), listing));
  }

  /** The seller changes the quantity by hand, of item and offers. @throws RangeError */
  setStock(shopId: string, sku: string, quantity: number): void {
    const item = this.#world.items.get(itemKey(shopId, sku));
    if (!item) throw new RangeError(`shop ${shopId} has no ${sku}`);
    this.#world.items.save(Object.assign(item, { quantity }));
    for (const offer of offersOf(this.#world, shopId, sku)) {
      if (offer.availableQuantity !== undefined) this.#world.offers.save(Object.assign(offer, { availableQuantity: quantity }));
    }
  }

  /** A user asks for the deletion of an account; every application is told. */
  deleteAccount(username: string, userId = `sbx${username}`): void {
    this.#world.emit({ topic: 'MARKETPLACE_ACCOUNT_DELETION', sellerId: undefined, data: { username, userId, eiasToken: eiasOf(userId) } });
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

  /** Resolves once no event is under way. */
  async webhooksSettled(): Promise<void> {
    await this.#delivery.settled();
  }

  #seller(shopId: string | undefined): Seller {
    const seller = shopId === undefined ? [...this.#world.sellers.all()][0] : this.#world.sellers.get(shopId);
    if (!seller) throw new RangeError(`no shop ${shopId}`);
    return seller;
  }
}
