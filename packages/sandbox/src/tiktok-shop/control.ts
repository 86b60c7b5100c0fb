import { MarketplaceControl } from '../stage/marketplace-control.ts';
import type { Scenarios } from '../stage/scenarios.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { requestCancellation } from './cancellation-life.ts';
import type { FaultRule } from './faults.ts';
import type { Order, Parcel, Product } from './model.ts';
import { cancelOrder, moveLinesAndOrder, payOrder, takeCarrierStep } from './order-life.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import { parcelsOf } from './parcel-birth.ts';
import { announceCreation, newProduct } from './product-life.ts';
import type { ScenarioRequest } from './scenarios.ts';
import { startingSettings } from './settings.ts';
import { findSku, setStock } from './stock.ts';
import { endAuthorization, expireAccessTokens, isAuthorized, issueCode } from './tokens.ts';
import type { DeliveryRecord } from './webhook-delivery.ts';
import type { World } from './world.ts';

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
export class Control extends MarketplaceControl<World, FaultRule, Order, ScenarioRequest, DeliveryRecord> {
  readonly #world: World;
  readonly #delivery: WebhookDelivery<DeliveryRecord>;

  constructor(world: World, scenarios: Scenarios<ScenarioRequest>, delivery: WebhookDelivery<DeliveryRecord>) {
    super(world, delivery, startingSettings, scenarios);
    this.#world = world;
    this.#delivery = delivery;
  }

  createOrder(request: OrderRequest = {}): Order {
    return placeOrder(this.#world, request);
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

  /** Sends an event once more, as a duplicate would come. */
  resendWebhook(notificationId: string): boolean {
    return this.#delivery.resend((record) => record.notificationId === notificationId);
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
