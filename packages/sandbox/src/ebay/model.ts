/** What the sandbox remembers. Times ending in `Ms` are instants of its clock, amounts are minor units. */

export interface Seller {
  /** The immutable user id. */
  readonly id: string;
  readonly username: string;
  readonly accountType: 'INDIVIDUAL' | 'BUSINESS';
  readonly name: string;
  /** Where the seller registered; starting listings are there. */
  readonly marketplaceId: string;
}

export interface AuthCode {
  readonly id: string;
  readonly sellerId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
  used: boolean;
}

/** A seller's consent. `id` is the refresh token. */
export interface RefreshGrant {
  readonly id: string;
  readonly sellerId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
  revoked: boolean;
}

/** One access token. `id` is the token itself; an application's has no seller. */
export interface AccessGrant {
  readonly id: string;
  readonly sellerId: string | undefined;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
  revoked: boolean;
}

export interface Contact {
  readonly fullName: string;
  readonly addressLine1: string;
  readonly addressLine2?: string;
  readonly city: string;
  readonly stateOrProvince: string;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phoneNumber: string;
  readonly email: string;
}

export type FulfillmentStatus = 'NOT_STARTED' | 'IN_PROGRESS' | 'FULFILLED';

export interface OrderLine {
  readonly id: string;
  /** Absent on listings that were made without the Inventory API and have none. */
  readonly sku?: string;
  readonly offerId: string;
  readonly listingId: string;
  /** Which of the listing's variations; absent when it has none. */
  readonly variationId?: string;
  readonly variationAspects: readonly { readonly name: string; readonly value: string }[];
  readonly title: string;
  readonly quantity: number;
  /** Of one unit. */
  readonly priceMinor: number;
  shippedQuantity: number;
}

export interface CancelRequest {
  readonly id: string;
  readonly initiator: 'BUYER' | 'SELLER' | 'EBAY';
  readonly reason: string;
  readonly requestedAtMs: number;
  state: 'REQUESTED' | 'COMPLETED' | 'REJECTED';
  completedAtMs?: number;
}

export interface Order {
  readonly id: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly buyerUsername: string;
  readonly recipient: Contact;
  readonly buyerNote?: string;
  readonly shippingServiceCode: string;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly lines: OrderLine[];
  readonly recordReference: string;
  /** Ids of its shipping fulfillments. */
  readonly fulfillmentIds: string[];
  createdAtMs: number;
  modifiedAtMs: number;
  /** An order that is not paid is no order yet: no call shows it. */
  paidAtMs?: number;
  payAtMs?: number;
  cancelledAtMs?: number;
  deliveredAtMs?: number;
  cancelRequests: CancelRequest[];
  /** Calls that asked to ship, and how many of them changed something: "exactly once" means the second is 1 for each parcel. */
  shipCalls: number;
  shipEffects: number;
}

export interface ShippingFulfillment {
  /** `orderId/fulfillmentId`. */
  readonly id: string;
  readonly orderId: string;
  readonly fulfillmentId: string;
  readonly trackingNumber?: string;
  readonly carrierCode?: string;
  readonly shippedAtMs: number;
  readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[];
}

/** As the seller wrote it; only quantities are read by the sandbox. */
export type Document = Readonly<Record<string, unknown>>;

export interface InventoryItem {
  /** `sellerId/sku`. */
  readonly id: string;
  readonly sellerId: string;
  readonly sku: string;
  locale: string;
  /** Everything but the quantity. */
  content: Document;
  /** Ship-to-home quantity; undefined when the last full replacement left it out. */
  quantity?: number;
}

export interface ItemGroup {
  /** `sellerId/key`. */
  readonly id: string;
  readonly sellerId: string;
  readonly key: string;
  content: Document;
  skus: readonly string[];
}

export interface Offer {
  readonly id: string;
  readonly sellerId: string;
  readonly sku: string;
  readonly marketplaceId: string;
  readonly format: string;
  content: Document;
  priceMinor?: number;
  currency?: string;
  /** The cap; undefined when there is none. */
  availableQuantity?: number;
  listingId?: string;
  isPublished: boolean;
  soldQuantity: number;
  onHold: boolean;
  /** A listing that was made without the Inventory API, which does not show it until it is migrated. */
  legacy?: { readonly title: string; readonly sku?: string };
  /** Revisions of the live listing on this day. */
  revisions: { day: string; count: number };
}

export interface StockLocation {
  /** `sellerId/key`. */
  readonly id: string;
  readonly sellerId: string;
  readonly key: string;
  content: Document;
  isEnabled: boolean;
}

export interface Destination {
  readonly id: string;
  name: string;
  status: 'ENABLED' | 'DISABLED' | 'MARKED_DOWN';
  endpoint: string;
  verificationToken: string;
  /** From when its failures count. */
  upSinceMs: number;
}

export interface Subscription {
  readonly id: string;
  readonly topicId: string;
  /** Undefined for topics of the application. */
  readonly sellerId: string | undefined;
  readonly createdAtMs: number;
  destinationId: string;
  status: 'ENABLED' | 'DISABLED';
  schemaVersion: string;
}
