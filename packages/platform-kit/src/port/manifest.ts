/** What is known of a platform before any call: data that screens and the engine ask, so that neither knows names. */
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
    /** For platforms that tell nobody when a seller takes the consent back: how often to ask, in seconds. Needs a cheap `probe`. */
    readonly probeEverySeconds?: number;
  };
  /** Requests per second that the platform allows per application, shop and operation; of the busiest kind where they differ. */
  readonly requestsPerSecond: number;
  /** How often orders may be asked for at most; `perAccount` when all shops of a connection share that budget. */
  readonly orderPolling?: { readonly leastMinutes: number; readonly perAccount: boolean };
  /** How long after its instant the platform may list an order's change, in seconds. Default 60. */
  readonly orderLagSeconds?: number;
  /** How long after a shipping call without an answer its effect may still show, in seconds. Default 30. */
  readonly lateEffectSeconds?: number;
  readonly webhookTopics: readonly string[];
  /** Words for what the platform cannot do, by capability, shown as they are. */
  readonly unsupported: Readonly<Partial<Record<PlatformDeed, string>> & Record<string, string>>;
  readonly links: readonly { readonly title: string; readonly url: string; readonly readOn: string }[];
}

/** What a platform may or may not be able to do. A deed that `unsupported` does not name is there; the capability page lists them all. */
export const platformDeeds = [
  'orders',
  'order-events',
  'order-history',
  'platform-shipping',
  'own-carrier',
  'partial-shipping',
  'shipping-choice',
  'labels',
  'label-purchase',
  'combine',
  'split',
  'cancel-order',
  'answer-cancellation',
  'listings',
  'listing-create',
  'listing-update',
  'listing-activate',
  'listing-remove',
  'listing-images',
  'price-write',
  'stock-read',
  'stock-write',
  'revoke',
] as const;
export type PlatformDeed = (typeof platformDeeds)[number];
