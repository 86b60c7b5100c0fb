/** What the sandbox remembers. Times ending in `Time` are unix seconds, amounts are minor units, ids are text. */

export type OrderStatus =
  | 'UNPAID'
  | 'PENDING'
  | 'READY_TO_SHIP'
  | 'PROCESSED'
  | 'RETRY_SHIP'
  | 'SHIPPED'
  | 'TO_CONFIRM_RECEIVE'
  | 'IN_CANCEL'
  | 'CANCELLED'
  | 'TO_RETURN'
  | 'COMPLETED';

export type PackageStatus =
  | 'LOGISTICS_NOT_START'
  | 'LOGISTICS_READY'
  | 'LOGISTICS_REQUEST_CREATED'
  | 'LOGISTICS_PICKUP_DONE'
  | 'LOGISTICS_DELIVERY_DONE'
  | 'LOGISTICS_INVALID'
  | 'LOGISTICS_REQUEST_CANCELED'
  | 'LOGISTICS_PICKUP_RETRY';

/** Who cancelled, in the words of `cancel_by`. */
export type Actor = 'buyer' | 'seller' | 'system';

export interface Address {
  readonly id: number;
  readonly state: string;
  readonly city: string;
  readonly district: string;
  readonly street: string;
  readonly zipcode: string;
}

export interface Shop {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly mainAccountId: string;
  readonly addresses: readonly Address[];
  /** Where stock lies when the shop has several warehouses. */
  readonly locations: readonly string[];
}

/** The seller's permission; `id` is the shop's. */
export interface Consent {
  readonly id: string;
  readonly authTime: number;
  readonly expireTime: number;
  isLinked: boolean;
}

export interface Stock {
  /** `''` in a shop with one warehouse. */
  readonly locationId: string;
  units: number;
}

/** What is sold: a variation, or (id `0`) the whole item when it has none. */
export interface Model {
  readonly id: string;
  readonly tierIndex: readonly number[];
  readonly name: string;
  readonly sku: string;
  readonly gtin: string;
  priceMinor: number;
  stock: Stock[];
  /** Kept back for a promotion; the stock cannot be set lower. */
  reserved: number;
}

export interface Tier {
  readonly name: string;
  readonly options: readonly { readonly name: string; readonly imageId?: string }[];
}

export interface Product {
  readonly id: string;
  readonly shopId: string;
  title: string;
  description: string;
  sku: string;
  gtin: string;
  categoryId: number;
  status: 'NORMAL' | 'BANNED' | 'UNLIST' | 'REVIEWING' | 'SELLER_DELETE' | 'SHOPEE_DELETE';
  condition: 'NEW' | 'USED';
  weightKg: number;
  imageIds: string[];
  brand: { id: number; name: string };
  attributes: { id: number; valueId: number; text: string }[];
  channelIds: number[];
  tiers: Tier[];
  models: Model[];
  /** Neither price nor stock may change while a promotion runs. */
  isLocked: boolean;
  readonly createTime: number;
  updateTime: number;
}

export interface Picture {
  readonly id: string;
  readonly contentType: string;
  readonly base64: string;
}

export interface Recipient {
  readonly name: string;
  readonly phone: string;
  readonly street: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly zipcode: string;
}

export interface OrderLine {
  readonly itemId: string;
  readonly itemName: string;
  readonly itemSku: string;
  readonly modelId: string;
  readonly modelName: string;
  readonly modelSku: string;
  readonly imageId: string;
  readonly locationId: string;
  readonly weightKg: number;
  readonly quantity: number;
  readonly priceMinor: number;
  cancelled: number;
}

export interface Order {
  /** `order_sn`. */
  readonly id: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly buyerName: string;
  readonly recipient: Recipient;
  readonly channelId: number;
  readonly isCod: boolean;
  readonly isFulfilledByShopee: boolean;
  readonly message: string;
  readonly lines: OrderLine[];
  readonly shippingFeeMinor: number;
  readonly passesPending: boolean;
  readonly createTime: number;
  status: OrderStatus;
  updateTime: number;
  payTime?: number;
  pickupDoneTime?: number;
  /** Where a refused request to cancel leads back to. */
  statusBeforeRequest?: OrderStatus;
  answerByMs?: number;
  buyerCancelReason?: string;
  cancelReason?: string;
  cancelledBy?: Actor;
  note: string;
  noteUpdateTime: number;
  isSplit: boolean;
  /** Every package it ever had. */
  parcelIds: string[];
  completedScenario: '' | 'NORMAL' | 'RRAOC';
  /** Instant (ms) at which the buyer pays; absent when the order stays unpaid. */
  payAtMs?: number;
}

export interface ParcelItem {
  readonly itemId: string;
  readonly modelId: string;
  quantity: number;
}

export interface LabelDocument {
  readonly type: string;
  readonly readyAtMs: number;
  isAnnounced: boolean;
  hasFailed: boolean;
}

export interface Parcel {
  /** `package_number`. */
  readonly id: string;
  readonly orderId: string;
  readonly shopId: string;
  readonly channelId: number;
  items: ParcelItem[];
  status: PackageStatus;
  updateTime: number;
  arrangedTime?: number;
  pickupDoneTime?: number;
  trackingNumber?: string;
  /** From when the tracking number may be shown, ms. */
  trackingAtMs?: number;
  isTrackingAnnounced: boolean;
  handover?: { kind: 'pickup' | 'dropoff' | 'non_integrated'; addressId?: number; slotId?: string; branchId?: number; senderName?: string };
  /** Instant (ms) of the carrier's next scan. */
  carrierAtMs?: number;
  documents: LabelDocument[];
  /** Ship calls that reached this package, and how many of them changed it: "exactly once" means the second is 1. */
  shipCalls: number;
  shipEffects: number;
  downloads: number;
}

export interface ReturnRequest {
  readonly id: string;
  readonly orderId: string;
  readonly shopId: string;
  readonly reason: string;
  readonly text: string;
  readonly createTime: number;
  status: 'REQUESTED' | 'ACCEPTED' | 'CANCELLED' | 'CLOSED';
  updateTime: number;
}

export interface AuthCode {
  readonly id: string;
  readonly shopIds: readonly string[];
  /** Set when a main account consented for all its shops. */
  readonly mainAccountId?: string;
  readonly expiresAtMs: number;
  used: boolean;
}

/** One access token. `id` is the token itself. */
export interface AccessGrant {
  readonly id: string;
  readonly shopIds: readonly string[];
  expiresAtMs: number;
}

/** One refresh token: good once for each of its shops. */
export interface RefreshGrant {
  readonly id: string;
  readonly shopIds: readonly string[];
  readonly expiresAtMs: number;
  uses: { readonly shopId: string; readonly atMs: number; readonly accessToken: string; readonly refreshToken: string }[];
}

/** A push that nobody took; `id` counts up. */
export interface LostPush {
  readonly id: string;
  readonly code: number;
  readonly shopId?: string;
  readonly lostTime: number;
  /** The whole envelope as it was sent. */
  readonly body: string;
}
