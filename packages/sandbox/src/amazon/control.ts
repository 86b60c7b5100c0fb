import { MarketplaceControl } from '../stage/marketplace-control.ts';
import type { Scenarios } from '../stage/scenarios.ts';
import type { Courier, NoticeRecord } from './courier.ts';
import type { FaultRule } from './faults.ts';
import { submitWrite } from './listing-life.ts';
import type { Listing, Order, QueueMessage, Shipment } from './model.ts';
import { isBuyable, moveQuantity, quantityOf } from './offer.ts';
import { askToCancel, cancelOrder, payOrder, takeCarrierStep } from './order-life.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import type { ScenarioRequest } from './scenarios.ts';
import { startingSettings } from './settings.ts';
import { type ShopView, type StockView, shopViews, stockView } from './shop-view.ts';
import { endAuthorization, expireAccessTokens, issueCode, issueRefresh } from './tokens.ts';
import type { World } from './world.ts';

/** The hand that moves the marketplace: buyers, carriers, sellers, time and trouble. */
export class Control extends MarketplaceControl<World, FaultRule, Order, ScenarioRequest, NoticeRecord> {
  readonly #world: World;
  readonly #courier: Courier;

  constructor(world: World, scenarios: Scenarios<ScenarioRequest>, courier: Courier) {
    super(world, courier, startingSettings, scenarios);
    this.#world = world;
    this.#courier = courier;
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

  /** The seller deletes a listing in Seller Central. @throws RangeError */
  removeListing(shopId: string, sku: string): void {
    submitWrite(this.#world, this.#listingOf(shopId, sku), { kind: 'delete' });
  }

  /** Sends an event once more, as a duplicate would come. */
  resendWebhook(notificationId: string): boolean {
    return this.#courier.resend(notificationId);
  }

  /** What waits in the queue. */
  messages(): QueueMessage[] {
    return [...this.#world.messages.all()];
  }
}
