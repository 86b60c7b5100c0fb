import { allScopes } from './scopes.ts';

/** Everything that may be switched while the sandbox runs. Durations run on the movable clock, except those called `…RealMs`. */
export interface Settings {
  tokenLifeSeconds: number;
  refreshTokenLifeSeconds: number;
  refreshDelayRealMs: number;
  /** Scopes of the keyset, without their common beginning. Asking for another one spoils the whole consent page. */
  keysetScopes: readonly string[];
  /** Calls a day of the whole application, by resource. */
  fulfillmentPerDay: number;
  inventoryPerDay: number;
  notificationPerDay: number;
  accountPerDay: number;
  /** Analytics, identity and whatever else. */
  otherPerDay: number;
  clientCredentialsPerDay: number;
  codeExchangesPerDay: number;
  refreshesPerDay: number;
  /** How often a live listing may be revised on one day. */
  revisionsPerDay: number;
  /** How long a write on a SKU takes; another write on it meanwhile is refused with 25025. 0: no time at all. */
  skuWriteRealMs: number;
  /** An expired token is answered with 403 by the Inventory API, as was seen; otherwise 401 everywhere. */
  inventoryHidesExpiry: boolean;
  /** Destinations may be plain HTTP on any host; the real platform wants HTTPS and a public host. */
  allowPlainEndpoints: boolean;
  /** The digest of signatures: `SHA1` or `SHA256`. */
  signatureDigest: string;
  /** A destination that failed so many deliveries in a row is marked down. */
  markDownAfter: number;
  webhookRetryMs: number;
  webhookTimeoutRealMs: number;
  /** Where events go that no subscription sends elsewhere, as if it had been subscribed by hand; '' sends none. */
  webhookUrl: string;
  /** Where SOAP notifications go, as set with SetNotificationPreferences; '' sends none. */
  platformNotificationUrl: string;
  /** The accept URL behind the RuName. */
  redirectUrl: string;
  /** The declined URL behind the RuName; '' = the accept URL. */
  declinedUrl: string;
  /** A cancelled order gives its units back to the offer. */
  restockOnCancel: boolean;
}

export const startingSettings: Readonly<Settings> = {
  tokenLifeSeconds: 7_200,
  refreshTokenLifeSeconds: 47_304_000,
  refreshDelayRealMs: 0,
  keysetScopes: allScopes,
  fulfillmentPerDay: 100_000,
  inventoryPerDay: 2_000_000,
  notificationPerDay: 10_000,
  accountPerDay: 25_000,
  otherPerDay: 5_000,
  clientCredentialsPerDay: 1_000,
  codeExchangesPerDay: 10_000,
  refreshesPerDay: 50_000,
  revisionsPerDay: 250,
  skuWriteRealMs: 0,
  inventoryHidesExpiry: true,
  allowPlainEndpoints: true,
  signatureDigest: 'SHA1',
  markDownAfter: 10,
  webhookRetryMs: 60_000,
  webhookTimeoutRealMs: 3_000,
  webhookUrl: '',
  platformNotificationUrl: '',
  redirectUrl: '',
  declinedUrl: '',
  restockOnCancel: true,
};
