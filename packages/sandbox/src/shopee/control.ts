import { MarketplaceControl } from '../stage/marketplace-control.ts';
import type { Scenarios } from '../stage/scenarios.ts';
import type { WebhookDelivery } from '../stage/webhook-delivery.ts';
import { requestCancel } from './cancel-life.ts';
import { accountOf, callbackOf } from './consent-page.ts';
import type { FaultRule } from './faults.ts';
import { lostPushes } from './lost-pushes.ts';
import type { LostPush, Order, Parcel, Product, ReturnRequest } from './model.ts';
import { cancelOrder, payOrder, releaseOrder } from './order-life.ts';
import { type OrderRequest, placeOrder } from './order-placement.ts';
import { everyParcel, liveParcels } from './parcel-birth.ts';
import { scanOrder } from './parcel-life.ts';
import type { PushRecord } from './push-delivery.ts';
import { closeReturn, openReturn } from './return-life.ts';
import type { ScenarioRequest } from './scenarios.ts';
import { type Settings, startingSettings } from './settings.ts';
import { type Article, buy, changeStock, listingsOf, type StockRow, soldQuantity, stockRows } from './shelf.ts';
import { endConsent, expireAccessTokens, giveConsent, isLinked } from './tokens.ts';
import type { World } from './world.ts';

export interface ShipCount {
  readonly orderId: string;
  readonly packageNumber: string;
  readonly status: string;
  readonly trackingNumber: string | undefined;
  readonly shipCalls: number;
  readonly shipEffects: number;
  readonly downloads: number;
}

/** The hand that moves the marketplace: buyers, carriers, sellers, time and trouble. */
export class Control extends MarketplaceControl<World, FaultRule, Order, ScenarioRequest, PushRecord> {
  readonly #world: World;
  readonly #delivery: WebhookDelivery<PushRecord>;

  constructor(world: World, scenarios: Scenarios<ScenarioRequest>, delivery: WebhookDelivery<PushRecord>) {
    super(world, delivery, startingSettings, scenarios);
    this.#world = world;
    this.#delivery = delivery;
  }

  /** Changes some settings; a new push address is asked with code 0. @throws RangeError for an unknown name or a value of another type. */
  override configure(changes: Partial<Settings>): Readonly<Settings> {
    const former = this.#world.settings.webhookUrl;
    super.configure(changes);
    if (this.#world.settings.webhookUrl !== former) void this.#world.verifyAddress();
    return this.#world.settings;
  }

  createOrder(request: OrderRequest = {}): Order {
    return placeOrder(this.#world, request);
  }

  /** A buyer takes units if the shown quantity allows it; says whether it did. */
  buy({ quantity = 1, ...article }: Article & { quantity?: number }): { isAllowed: boolean; orderId?: string } {
    return buy(this.#world, article, quantity);
  }

  /** Units in orders that were not cancelled. */
  soldQuantity(itemId: string, modelId = '0'): number {
    return soldQuantity(this.#world, { itemId, modelId });
  }

  /** Packages that are neither cancelled nor replaced. */
  packagesOf(orderId: string): Parcel[] {
    return liveParcels(this.#world, this.order(orderId));
  }

  pay(orderId: string): Order {
    const order = this.order(orderId);
    payOrder(this.#world, order);
    return order;
  }

  /** Ends the checks of an order that is `PENDING`. */
  release(orderId: string): Order {
    const order = this.order(orderId);
    releaseOrder(this.#world, order);
    return order;
  }

  /** The carrier's next scan: picked up, then delivered. */
  carrierScan(orderId: string): Order {
    const order = this.order(orderId);
    scanOrder(this.#world, order);
    return order;
  }

  /** All scans up to the buyer's door. */
  deliver(orderId: string): Order {
    const order = this.carrierScan(orderId);
    return order.status === 'SHIPPED' ? this.carrierScan(orderId) : order;
  }

  /** A buyer cancels; later than an hour, or with `mustAsk`, the seller must answer. */
  buyerCancel(orderId: string, { reason = 'Need to change delivery address', mustAsk = false } = {}): Order {
    const order = this.order(orderId);
    requestCancel(this.#world, order, reason, mustAsk);
    return order;
  }

  /** The platform cancels. */
  cancel(orderId: string, reason = 'Cancelled by the platform'): Order {
    const order = this.order(orderId);
    cancelOrder(this.#world, order, reason, 'system');
    return order;
  }

  /** A buyer wants to give back what is on its way or was delivered. */
  openReturn(orderId: string, reason = 'DIFF_DESC'): ReturnRequest {
    return openReturn(this.#world, this.order(orderId), reason);
  }

  /** Ends a return: granted, or withdrawn. @throws RangeError */
  closeReturn(returnSn: string, isGranted = true): ReturnRequest {
    const request = this.#world.returns.get(returnSn);
    if (request?.status !== 'REQUESTED') throw new RangeError(`no open return ${returnSn}`);
    return closeReturn(this.#world, request, isGranted);
  }

  /** A shop (by its id; default the first) or a main account consents: what the redirect carries. @throws RangeError */
  authorize(account?: string, days = 365): Record<string, string> {
    const owner = accountOf(this.#world, account ?? this.shops()[0]?.id ?? '');
    if (!owner) throw new RangeError(`no shop or main account ${account}`);
    return callbackOf(owner, giveConsent(this.#world, owner.shops, days, owner.mainAccountId));
  }

  /** Takes the consent back. @throws RangeError */
  revoke(account: string): void {
    const owner = accountOf(this.#world, account);
    if (!owner) throw new RangeError(`no shop or main account ${account}`);
    endConsent(this.#world, owner.shops, owner.mainAccountId);
  }

  /** Running access tokens end now; refreshing still works. Says how many ended. */
  expireTokens(shopId?: string): { expired: number } {
    return { expired: expireAccessTokens(this.#world, shopId) };
  }

  /** Push 12: the consents of these shops end in seven days. */
  warnOfExpiration(...shopIds: readonly string[]): void {
    const fields = { merchant_expire_soon: [], shop_expire_soon: shopIds.map(Number), user_expire_soon: [], page_no: 1, total_page: 1 };
    this.#world.emit({ code: 12, fields: { ...fields, expire_before: this.#world.clock.nowSeconds() + 7 * 86_400 } });
  }

  /** The seller changes stock by hand, in every place; `reserved` keeps units back for a promotion. */
  setStock({ units, reserved, ...article }: Article & { units?: number; reserved?: number }): void {
    changeStock(this.#world, article, { ...(units === undefined ? {} : { units }), ...(reserved === undefined ? {} : { reserved }) });
  }

  stock(shopId: string): StockRow[] {
    return stockRows(this.#world, shopId);
  }

  listings(shopId: string): Product[] {
    return listingsOf(this.#world, shopId);
  }

  /** A promotion begins or ends: while it runs, price and stock of the item stand still. */
  lockItem(itemId: string, isLocked = true): Product {
    const product = this.#world.products.get(String(itemId));
    if (!product) throw new RangeError(`no item ${itemId}`);
    product.isLocked = isLocked;
    return this.#world.products.save(product);
  }

  /** Sends a push once more, as a duplicate would come. */
  resendWebhook(id: string): boolean {
    return this.#delivery.resend((record) => record.id === id);
  }

  lostPushes(): LostPush[] {
    return lostPushes(this.#world);
  }

  /** How often each package was asked to be shipped, and how often that changed it. */
  shipCounts(): ShipCount[] {
    return [...this.#world.parcels.all()].map((parcel) => ({
      orderId: parcel.orderId,
      packageNumber: parcel.id,
      status: parcel.status,
      trackingNumber: parcel.trackingNumber,
      shipCalls: parcel.shipCalls,
      shipEffects: parcel.shipEffects,
      downloads: parcel.downloads,
    }));
  }

  /** How often shipping was arranged for an order: once for each package is right. */
  shipEffects(orderId: string): number {
    return everyParcel(this.#world, this.order(orderId)).reduce((sum, parcel) => sum + parcel.shipEffects, 0);
  }

  shops(): { id: string; name: string; region: string; mainAccountId: string; isAuthorized: boolean }[] {
    return [...this.#world.shops.all()].map(({ id, name, region, mainAccountId }) => ({
      id,
      name,
      region,
      mainAccountId,
      isAuthorized: isLinked(this.#world, id),
    }));
  }
}
