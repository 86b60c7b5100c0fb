/** What the sandbox remembers. Times ending in `Time` are unix seconds, amounts are minor units, ids are decimal strings. */

export type OrderStatus =
  | 'UNPAID'
  | 'ON_HOLD'
  | 'AWAITING_SHIPMENT'
  | 'PARTIALLY_SHIPPING'
  | 'AWAITING_COLLECTION'
  | 'IN_TRANSIT'
  | 'DELIVERED'
  | 'COMPLETED'
  | 'CANCELLED';

export type ShippingType = 'TIKTOK' | 'SELLER';
export type PackageStatus = 'TO_FULFILL' | 'PROCESSING' | 'FULFILLING' | 'COMPLETED' | 'CANCELLED';
export type Actor = 'BUYER' | 'SELLER' | 'SYSTEM' | 'OPERATOR';

export interface Seller {
  readonly id: string;
  readonly openId: string;
  readonly name: string;
  readonly baseRegion: string;
  readonly sellerType: 'LOCAL' | 'CROSS_BORDER';
}

export interface Warehouse {
  readonly id: string;
  readonly name: string;
  readonly type: 'SALES_WAREHOUSE' | 'RETURN_WAREHOUSE';
  readonly isDefault: boolean;
}

export interface Shop {
  readonly id: string;
  readonly sellerId: string;
  readonly name: string;
  readonly region: string;
  readonly cipher: string;
  readonly code: string;
  readonly warehouses: readonly Warehouse[];
  readonly tiktokDeliveryOptionId: string;
  readonly sellerDeliveryOptionId: string;
}

export interface Stock {
  readonly warehouseId: string;
  available: number;
  committed: number;
}

export interface Sku {
  readonly id: string;
  readonly sellerSku: string;
  readonly name: string;
  readonly barcode?: string;
  priceMinor: number;
  stock: Stock[];
}

export interface ProductAttribute {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** An uploaded image. */
export interface Picture {
  readonly id: string;
  readonly contentType: string;
  readonly base64: string;
}

export interface Product {
  readonly id: string;
  readonly shopId: string;
  title: string;
  /** What the API wrote; products of Seller Center have a text of their own. */
  description?: string;
  readonly categoryId?: string;
  /** Names of uploaded pictures. */
  images?: string[];
  attributes?: ProductAttribute[];
  status: 'PENDING' | 'FAILED' | 'ACTIVATE' | 'SELLER_DEACTIVATED' | 'PLATFORM_DEACTIVATED' | 'FREEZE' | 'DELETED';
  readonly skus: Sku[];
  readonly createTime: number;
  updateTime: number;
  auditDueMs?: number;
}

export interface Recipient {
  readonly name: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export interface OrderLine {
  readonly id: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuId: string;
  readonly skuName: string;
  readonly sellerSku: string;
  readonly warehouseId: string;
  readonly priceMinor: number;
  status: OrderStatus;
  packageId?: string;
  shippedTime?: number;
  cancelReason?: string;
  cancelUser?: Actor;
}

export interface Order {
  readonly id: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly recipient: Recipient;
  readonly shippingType: ShippingType;
  readonly isCod: boolean;
  readonly passesHold: boolean;
  readonly buyerMessage?: string;
  readonly lines: OrderLine[];
  readonly shippingFeeMinor: number;
  readonly createTime: number;
  status: OrderStatus;
  updateTime: number;
  paidTime?: number;
  shippedTime?: number;
  collectedTime?: number;
  deliveredTime?: number;
  cancelTime?: number;
  requestCancelTime?: number;
  cancelReason?: string;
  cancelledBy?: Actor;
  splitTag?: 'SPLIT' | 'COMBINED';
  /** Instant (ms, sandbox clock) of payment for an unpaid order that a buyer will pay; absent when it stays unpaid. */
  payAtMs?: number;
  /** Instant (ms) at which the next step of the carrier is due. */
  carrierAtMs?: number;
}

export interface Parcel {
  readonly id: string;
  readonly shopId: string;
  orderIds: string[];
  lineIds: string[];
  status: PackageStatus;
  subStatus: string;
  tag: 'DEFAULT' | 'COMBINE' | 'SPLIT';
  createTime: number;
  updateTime: number;
  shippedTime?: number;
  trackingNumber?: string;
  /** From when the tracking number may be shown, ms. */
  trackingAtMs?: number;
  providerId?: string;
  providerName?: string;
  handoverMethod?: 'PICKUP' | 'DROP_OFF';
  pickupSlot?: { start: number; end: number };
  shippingServiceId?: string;
  corrections: number;
  /** Ship calls that reached this package, and how many of them changed it: "exactly once" means the second is 1. */
  shipCalls: number;
  shipEffects: number;
  documentCalls: number;
}

export interface Cancellation {
  readonly id: string;
  readonly orderId: string;
  readonly shopId: string;
  readonly lineIds: string[];
  readonly role: Actor;
  readonly reason: string;
  readonly createTime: number;
  type: 'CANCEL' | 'BUYER_CANCEL';
  status: 'PENDING' | 'SUCCESS' | 'COMPLETE' | 'CANCELLED';
  updateTime: number;
  /** Instant (ms) at which the next step comes by itself: silence approves, refunds complete. */
  nextAtMs?: number;
}

export interface AuthCode {
  readonly id: string;
  readonly sellerId: string;
  readonly expiresAtMs: number;
  used: boolean;
}

/** One access token. `id` is the token itself. */
export interface AccessGrant {
  readonly id: string;
  readonly sellerId: string;
  readonly refreshToken: string;
  readonly expiresAtMs: number;
  readonly scopes: readonly string[];
  revoked: boolean;
}

export interface RefreshGrant {
  readonly id: string;
  readonly sellerId: string;
  readonly expiresAtMs: number;
  readonly scopes: readonly string[];
  revoked: boolean;
}

/** A shop's own webhook address for one event; `id` is `shopId/eventType`. */
export interface ShopWebhook {
  readonly id: string;
  readonly shopId: string;
  readonly eventType: string;
  address: string;
  readonly createTime: number;
  updateTime: number;
}
