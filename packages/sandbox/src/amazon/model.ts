/** What the sandbox remembers. Members ending in `Ms` are instants of the movable clock in milliseconds; amounts are minor units. */

export type Region = 'NA' | 'EU' | 'FE';

export interface Seller {
  readonly id: string;
  readonly name: string;
  readonly region: Region;
  /** Marketplaces where the seller sells, the first is home; `dormant` ones are answered as not participating. */
  readonly marketplaceIds: readonly string[];
  readonly dormantMarketplaceIds: readonly string[];
  /** What is left to buy labels with, in minor units of each currency. */
  readonly walletMinor: Record<string, number>;
}

export type Attributes = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

export type PatchKind = 'add' | 'replace' | 'merge' | 'delete';

export interface Patch {
  readonly op: PatchKind;
  /** Name of a top-level attribute. */
  readonly attribute: string;
  readonly value: readonly Readonly<Record<string, unknown>>[];
}

/** A write that was accepted and is not visible yet. */
export type PendingWrite = { readonly submissionId: string; readonly atMs: number } & (
  | { readonly kind: 'patch'; readonly patches: readonly Patch[] }
  | { readonly kind: 'put'; readonly productType: string; readonly attributes: Attributes }
  | { readonly kind: 'delete' }
);

/** One SKU of a seller in one marketplace; `id` is `sellerId/marketplaceId/sku`. */
export interface Listing {
  readonly id: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly sku: string;
  readonly asin: string;
  readonly createdMs: number;
  productType: string;
  attributes: Attributes;
  pending: readonly PendingWrite[];
  updatedMs: number;
  /** Set until the first write of a new SKU became visible. */
  isHidden: boolean;
  isDeleted: boolean;
  soldQuantity: number;
}

export type FulfillmentStatus =
  | 'PENDING_AVAILABILITY'
  | 'PENDING'
  | 'UNSHIPPED'
  | 'PARTIALLY_SHIPPED'
  | 'SHIPPED'
  | 'CANCELLED'
  | 'UNFULFILLABLE';

export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone?: string;
}

export interface OrderItem {
  readonly id: string;
  readonly sku: string;
  readonly asin: string;
  readonly title: string;
  readonly listingId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly giftMessage?: string;
  /** The buyer's wish; it changes no status. */
  cancelWish?: string;
  cancelledBy?: 'BUYER' | 'SELLER' | 'AMAZON';
  cancelReason?: string;
}

export type ParcelStatus = 'PENDING' | 'IN_TRANSIT' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED' | 'UNDELIVERABLE';

export interface Parcel {
  readonly reference: string;
  readonly createdMs: number;
  /** Label bought from Amazon; absent for a parcel that the seller confirmed. */
  readonly shipmentId?: string;
  /** From when its units count as shipped. */
  readonly countsAtMs: number;
  carrier: string;
  service?: string;
  trackingNumber: string;
  shipMs: number;
  items: readonly { readonly orderItemId: string; readonly quantity: number }[];
  status: ParcelStatus;
  /** Calls that reached this parcel, and how many changed it: "exactly once" means the second is 1. */
  shipCalls: number;
  shipEffects: number;
}

export interface Order {
  readonly id: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly createdMs: number;
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
  readonly buyer: { readonly name: string; readonly email: string };
  readonly address: Address;
  readonly items: OrderItem[];
  readonly parcels: Parcel[];
  readonly programs: readonly string[];
  readonly shipByMs: number;
  readonly deliverByMs: number;
  status: FulfillmentStatus;
  updatedMs: number;
  /** When the buyer's payment comes through; absent when it never does. */
  payAtMs?: number;
  /** When the carrier's next step is due. */
  carrierAtMs?: number;
}

/** A label bought from Amazon. */
export interface Shipment {
  readonly id: string;
  readonly orderId: string;
  readonly sellerId: string;
  readonly parcelReference: string;
  readonly serviceId: string;
  readonly offerId: string;
  readonly chargeMinor: number;
  readonly currency: string;
  readonly labelFormat: LabelFormat;
  readonly hasPackingSlip: boolean;
  readonly customText?: string;
  readonly trackingId: string;
  /** Parts of the request that come back as they were sent. */
  readonly itemList: readonly Readonly<Record<string, unknown>>[];
  readonly shipFrom: Readonly<Record<string, unknown>>;
  readonly dimensions: Readonly<Record<string, unknown>>;
  readonly weight: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly shipMs: number;
  readonly createdMs: number;
  updatedMs: number;
  status: 'Purchased' | 'RefundPending' | 'RefundRejected' | 'RefundApplied';
  refundAtMs?: number;
}

export type LabelFormat = 'PDF' | 'PNG' | 'ZPL203';

export interface AuthCode {
  readonly id: string;
  readonly sellerId: string;
  readonly redirectUri: string;
  readonly expiresAtMs: number;
  used: boolean;
}

export interface RefreshGrant {
  readonly id: string;
  readonly sellerId: string;
  revoked: boolean;
}

/** One access token; `id` is the token itself. */
export interface AccessGrant {
  readonly id: string;
  readonly kind: 'seller' | 'grantless' | 'restricted';
  /** Empty for grantless tokens. */
  readonly sellerId: string;
  readonly scope?: string;
  readonly resources?: readonly { readonly method: string; readonly path: string }[];
  readonly expiresAtMs: number;
  revoked: boolean;
}

export interface Destination {
  readonly id: string;
  readonly name: string;
  readonly sqsArn?: string;
  readonly eventBridge?: { readonly accountId: string; readonly region: string; readonly name: string };
}

export interface Subscription {
  readonly id: string;
  readonly sellerId: string;
  readonly type: string;
  readonly payloadVersion: string;
  readonly destinationId: string;
  readonly directive?: Readonly<Record<string, unknown>>;
}

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly sentMs: number;
  visibleAtMs: number;
  receiveCount: number;
  receiptHandle: string;
}

/** What a feed is made of, or what came of it. */
export interface FeedDocument {
  readonly id: string;
  readonly sellerId: string;
  readonly contentType: string;
  readonly createdMs: number;
  readonly isGzip: boolean;
  /** Base64; absent until it was uploaded. */
  content?: string;
}

export interface Feed {
  readonly id: string;
  readonly sellerId: string;
  readonly feedType: string;
  readonly marketplaceIds: readonly string[];
  readonly inputId: string;
  readonly createdMs: number;
  status: 'IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'FATAL' | 'CANCELLED';
  startedMs?: number;
  endedMs?: number;
  resultId?: string;
}
