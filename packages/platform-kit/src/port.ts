/**
 * What a platform is. The port is small: a manifest, a way to connect, webhook verification, and capabilities that exist
 * when their member exists. Every method throws `PlatformFailure` and nothing else.
 */
import type { Money, Secret } from '@shopfleet/kernel';
import type { PackageStatus, PlatformOrder } from './order.ts';

export interface PlatformManifest {
  /** The name in the database and API: `tiktok_shop`. */
  readonly platform: string;
  /** The short name in URLs: `tiktok`. */
  readonly slug: string;
  readonly title: string;
  readonly regions: readonly string[];
  readonly auth: {
    readonly kind: 'oauth-code';
    readonly usesPkce: boolean;
    readonly scopes: readonly string[];
    /**
     * What becomes of a refresh token that was sent. `single-use`: it is void, and sending it twice may end the grant, so a refresh
     * whose answer was lost is not repeated. `rotating`: it is void once its successor was issued, and sending it again is merely
     * refused, so the refresh is repeated until there is an answer. Otherwise it is repeated once.
     */
    readonly refreshTokens?: 'single-use' | 'rotating' | 'reusable' | 'unknown';
  };
  /** Requests per second that the platform allows per application, shop and operation. */
  readonly requestsPerSecond: number;
  readonly webhookTopics: readonly string[];
  /** Words for what the platform cannot do, by capability, shown as they are. */
  readonly unsupported: Readonly<Record<string, string>>;
  readonly links: readonly { readonly title: string; readonly url: string; readonly readOn: string }[];
}

/** What a grant brings. Lifetimes come from the answer, never from a constant. */
export interface TokenGrant {
  readonly accessToken: Secret;
  /** Undefined when the answer named none: the old one stays. */
  readonly refreshToken: Secret | undefined;
  readonly accessExpiresAt: Date;
  readonly refreshExpiresAt: Date | undefined;
  readonly scopes: readonly string[];
  readonly externalAccountId: string;
  readonly accountName: string;
}

export interface PlatformShop {
  readonly externalId: string;
  readonly name: string;
  readonly region: string;
  /** What the platform wants beside the id to address the shop (TikTok Shop: the cipher); '' when nothing. */
  readonly addressKey: string;
}

/**
 * The right to act for a shop. `token` gives the current access token; called with the token that was just refused as
 * expired, it refreshes once for all processes and gives the new one.
 */
export interface ShopAccess {
  readonly externalId: string;
  readonly region: string;
  readonly addressKey: string;
  token(refused?: Secret): Promise<Secret>;
}

/** What the consent was begun with. `verifier` is the PKCE code verifier (43–128 characters of RFC 7636). */
export interface ConsentProof {
  readonly redirectUrl: string;
  readonly verifier: string;
}

export interface ConnectCapability {
  authorizationUrl(input: { state: string; redirectUrl: string; region?: string; verifier?: string }): string;
  /** Reads the platform's redirect: the code, or why there is none. */
  readCallback(query: Readonly<Record<string, string>>): { code: string } | { denied: string };
  /** `consent` is what the authorization address was made with, for platforms that want to see it again. */
  exchangeCode(code: string, consent?: ConsentProof): Promise<TokenGrant>;
  /** `mayLeave` is asked at the last moment; when it says no, nothing is sent and the call fails as `unavailable`. */
  refresh(refreshToken: Secret, options?: { mayLeave?: () => boolean }): Promise<TokenGrant>;
  /** A platform of content accounts has no shops. */
  listShops(accessToken: Secret): Promise<readonly PlatformShop[]>;
  /** The cheapest real call that shows whether a token works; `listShops` where there is none. */
  probe?(accessToken: Secret): Promise<void>;
  /** Ends the grant at the platform where it can be ended. */
  revoke?(access: ShopAccess): Promise<void>;
  /** Asks the platform to send this shop's events to `url`; safe to repeat. */
  subscribe?(access: ShopAccess, url: string): Promise<void>;
}

/** What an event is about. It is a hint: the hub fetches the current state. */
export type EventHint =
  | { readonly kind: 'order'; readonly externalOrderIds: readonly string[] }
  | { readonly kind: 'listing'; readonly externalListingId: string }
  | { readonly kind: 'authorization-ended' }
  | { readonly kind: 'authorization-ending' }
  | { readonly kind: 'nothing' };

export interface InboundPlatformEvent {
  readonly topic: string;
  /** Equal for repeats of one event; a hash of the body when the platform names none. */
  readonly dedupeKey: string;
  readonly externalShopId: string;
  readonly hint: EventHint;
}

export type WebhookVerdict =
  | { readonly isGenuine: true; readonly event: InboundPlatformEvent }
  | { readonly isGenuine: false; readonly reason: 'signature' | 'body' };

export interface OrdersCapability {
  /** Orders by id, at most `maxIds` a call; ids that the shop does not have are left out. */
  readonly maxIds: number;
  fetchOrders(access: ShopAccess, externalIds: readonly string[]): Promise<readonly PlatformOrder[]>;
  /** Orders updated in [since, until), oldest first, one page a call; `pageToken` undefined starts. */
  listUpdated(
    access: ShopAccess,
    range: { since: Date; until: Date; pageToken?: string },
  ): Promise<{
    orders: readonly PlatformOrder[];
    nextPageToken: string | undefined;
    total: number | undefined;
    /** Orders of this page that could not be understood, so that one of them does not stop the others. */
    unreadable?: readonly { externalId: string; reason: string }[];
  }>;
}

export interface PlatformListing {
  readonly externalId: string;
  readonly title: string;
  readonly status: string;
  readonly imageUrl: string | undefined;
  readonly updatedAt: Date | undefined;
  readonly variants: readonly {
    readonly externalId: string;
    readonly sellerCode: string;
    readonly name: string;
    readonly price: Money | undefined;
    readonly quantity: number | undefined;
  }[];
}

export interface ListingsCapability {
  listUpdated(
    access: ShopAccess,
    range: { since: Date | undefined; pageToken?: string },
  ): Promise<{ listings: readonly PlatformListing[]; nextPageToken: string | undefined; total: number | undefined }>;
  fetchListing(access: ShopAccess, externalId: string): Promise<PlatformListing>;
}

export interface StockCapability {
  /** What buyers can order now, by variant. */
  readStock(access: ShopAccess, externalVariantIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Sets the absolute number that buyers can order. */
  writeStock(access: ShopAccess, change: { externalListingId: string; externalVariantId: string; quantity: number }): Promise<void>;
}

export interface PackageState {
  readonly externalId: string;
  readonly status: PackageStatus;
  readonly carrierName: string;
  readonly trackingNumber: string;
}

export interface FulfilmentCapability {
  /**
   * Tells the platform that the package goes out: with its carrier, or with the seller's own (`ownCarrier`).
   * Throws `conflict` when it went out already; the caller reads back and decides.
   */
  arrange(
    access: ShopAccess,
    input: {
      externalOrderId: string;
      externalPackageId: string | undefined;
      externalLineIds: readonly string[];
      ownCarrier?: { trackingNumber: string; carrierName: string };
    },
  ): Promise<{ externalPackageId: string }>;
  readPackage(access: ShopAccess, externalPackageId: string): Promise<PackageState>;
}

export interface PlatformLabel {
  readonly bytes: Uint8Array;
  readonly format: 'application/pdf' | 'application/vnd.zebra-zpl' | 'image/png';
  readonly trackingNumber: string | undefined;
}

export interface LabelsCapability {
  /** Throws `unavailable` with `retryAt` while the platform is still making the document. */
  fetchLabel(access: ShopAccess, externalPackageId: string): Promise<PlatformLabel>;
}

/** The right to act for a content account; `token` as in `ShopAccess`. */
export interface AccountAccess {
  /** The platform's id of the account. */
  readonly externalId: string;
  readonly scopes: readonly string[];
  token(refused?: Secret): Promise<Secret>;
}

/** What an account shows of itself. A member is undefined when the account did not grant it. Counters may fall. */
export interface ContentProfile {
  readonly externalId: string;
  readonly displayName: string | undefined;
  readonly handle: string | undefined;
  readonly avatarUrl: string | undefined;
  readonly bio: string | undefined;
  readonly isVerified: boolean | undefined;
  readonly counters:
    | { readonly followers: number; readonly following: number; readonly likes: number; readonly videos: number }
    | undefined;
}

export interface ContentVideo {
  /** Digits beyond 2^53: never a number. */
  readonly externalId: string;
  readonly postedAt: Date;
  readonly description: string;
  readonly durationSeconds: number | undefined;
  /** Without tracking parameters. */
  readonly shareUrl: string;
  readonly embedUrl: string;
  /** Lives for hours only. */
  readonly coverUrl: string;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

/** Requests per window that the platform allows for each operation of the whole application, in any window of that length. */
export interface WindowLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}

/** Accounts whose profile and public videos can be read. */
export interface ContentCapability {
  /** Counted apart for each operation. */
  readonly limit: WindowLimit;
  readonly videosPerPage: number;
  readProfile(access: AccountAccess, signal?: AbortSignal): Promise<ContentProfile>;
  /** Public videos, the newest first. A page may be short, even empty, while `nextCursor` is there. */
  listVideos(
    access: AccountAccess,
    cursor: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ videos: readonly ContentVideo[]; nextCursor: string | undefined }>;
  /** Known videos by id, at most `videosPerPage` a call; those that are gone are left out. */
  queryVideos(access: AccountAccess, externalIds: readonly string[], signal?: AbortSignal): Promise<readonly ContentVideo[]>;
  /** Whether the granted scopes allow the profile, its counters, and the videos. */
  granted(scopes: readonly string[]): { readonly profile: boolean; readonly counters: boolean; readonly videos: boolean };
  /** Ends the grant at the platform. */
  revoke(access: AccountAccess): Promise<void>;
}

export interface Platform {
  readonly manifest: PlatformManifest;
  readonly connect: ConnectCapability;
  verifyWebhook(input: { headers: Readonly<Record<string, string | undefined>>; rawBody: Uint8Array }): WebhookVerdict;
  readonly orders?: OrdersCapability;
  readonly listings?: ListingsCapability;
  readonly stock?: StockCapability;
  readonly fulfilment?: FulfilmentCapability;
  readonly labels?: LabelsCapability;
  readonly content?: ContentCapability;
}

/** The right to make one call, now. */
export interface OutboundSlot {
  /** Monotonic (`performance.now()`): a call that has not left by then is too late for its slot and must take another. */
  readonly leaveByMs: number;
}

/** Hands out request slots, shared by all processes. Resolves when the call may leave; lanes only break ties. */
export interface OutboundLimiter {
  reserve(key: string, limit: WindowLimit, signal?: AbortSignal): Promise<OutboundSlot>;
  /** The platform said "too many": nobody calls under this key before `until`. */
  block(key: string, until: Date): Promise<void>;
}

/** Told about every call, for metrics and the log; never sees bodies or tokens. */
export interface CallObserver {
  called(call: { platform: string; operation: string; durationMs: number; outcome: 'ok' | string; requestId: string | undefined }): void;
  breakerChanged(change: { name: string; state: 'closed' | 'half-open' | 'open' }): void;
}
