import { MarketplaceControl } from '../stage/marketplace-control.ts';
import type { ScenarioRequest, Scenarios } from '../stage/scenarios.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import type { FaultRule } from './faults.ts';
import { type LegacyListing, makeLegacyListing } from './legacy-listing.ts';
import { type ListingView, listingView } from './listing-view.ts';
import type { CancelRequest, Order, Seller, ShippingFulfillment } from './model.ts';
import { answerCancellation, cancelOrder, orderStatus, payOrder, requestCancellation, touchOrder } from './order-life.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import { startingSettings } from './settings.ts';
import { itemKey, offersOf, removeItem } from './shelf.ts';
import { eiasOf, endAuthorization, expireAccessTokens, isAuthorized, issueCode, type RevokeReason } from './tokens.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { World } from './world.ts';

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
export class Control extends MarketplaceControl<World, FaultRule, Order, ScenarioRequest, DeliveryRecord> {
  readonly #world: World;
  readonly #delivery: WebhookDelivery<DeliveryRecord>;

  constructor(world: World, scenarios: Scenarios<ScenarioRequest>, delivery: WebhookDelivery<DeliveryRecord>) {
    super(world, delivery, startingSettings, scenarios);
    this.#world = world;
    this.#delivery = delivery;
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

  /** The seller deletes an item, and with it its listing. @throws RangeError */
  removeItem(shopId: string, sku: string): void {
    const item = this.#world.items.get(itemKey(shopId, sku));
    if (!item) throw new RangeError(`shop ${shopId} has no ${sku}`);
    removeItem(this.#world, item);
  }

  /** A user asks for the deletion of an account; every application is told. */
  deleteAccount(username: string, userId = `sbx${username}`): void {
    this.#world.emit({ topic: 'MARKETPLACE_ACCOUNT_DELETION', sellerId: undefined, data: { username, userId, eiasToken: eiasOf(userId) } });
  }

  /** Sends an event once more, as a duplicate would come. */
  resendWebhook(notificationId: string): boolean {
    return this.#delivery.resend((record) => record.notificationId === notificationId);
  }

  #seller(shopId: string | undefined): Seller {
    const seller = shopId === undefined ? [...this.#world.sellers.all()][0] : this.#world.sellers.get(shopId);
    if (!seller) throw new RangeError(`no shop ${shopId}`);
    return seller;
  }
}
