const hour = 3_600_000;
const day = 24 * hour;

/** Everything that may be switched while the sandbox runs. Durations run on the movable clock, except those called `…RealMs`. */
export interface Settings {
  tokenLifeSeconds: number;
  refreshDelayRealMs: number;
  /** Buckets fill this many times as fast as the usage plan says. */
  bucketScale: number;
  /** Buckets hold this many times what the usage plan says. */
  burstScale: number;
  /** Role "Direct-to-Consumer Shipping": without it buyers and addresses are left out and labels are refused. */
  hasShippingRole: boolean;
  /** Role "Tax Invoicing": without it the tax part of orders is left out. */
  hasTaxRole: boolean;
  /** How old a change must be before a search shows it, and how far in the past a search must end. */
  searchLagMs: number;
  /** How long a buyer's order stays without payment when its maker says nothing. */
  payMs: number;
  shipWithinMs: number;
  /** How long after the ship-by date an order that nobody ships is cancelled. */
  cancelLateMs: number;
  carrierScanMs: number;
  carrierDeliverMs: number;
  /** How long after a confirmation, or after a label was bought, the units count as shipped. */
  confirmDelayMs: number;
  /** How long after a write it is seen. */
  listingDelayMs: number;
  /** Tell EventBridge about each change of stock and state of a listing. */
  listingEvents: boolean;
  /** How long a refund of a label takes. */
  refundMs: number;
  /** How long a feed waits, and how long it is worked on. */
  feedQueueMs: number;
  feedWorkMs: number;
  /** What a bought label is called in the order's packages: nobody documents it. */
  packageReference: 'number' | 'shipment-id';
  /** What a label that was given back names as its file's type: nothing, as observed, or what it was, as the official model demands. */
  cancelledFileType: 'empty' | 'kept';
  /** Services whose label takes another format than the one that was listed; a comma-separated list of ids. */
  stubbornServices: string;
  /** `camel` writes ORDER_CHANGE in the spelling of the other types. */
  eventSpelling: 'documented' | 'camel';
  /** Where an EventBridge rule posts every event, as an API destination would; empty for nowhere. */
  webhookUrl: string;
  /** Sent with these posts as `x-api-key`. */
  eventKey: string;
  webhookTimeoutRealMs: number;
  /** Redirect addresses of the application, comma-separated; empty takes any. */
  redirectUrl: string;
}

export const startingSettings: Readonly<Settings> = {
  tokenLifeSeconds: 3_600,
  refreshDelayRealMs: 0,
  bucketScale: 1,
  burstScale: 1,
  hasShippingRole: true,
  hasTaxRole: false,
  searchLagMs: 120_000,
  payMs: 0,
  shipWithinMs: 2 * day,
  cancelLateMs: 5 * day,
  carrierScanMs: 6 * hour,
  carrierDeliverMs: 2 * day,
  confirmDelayMs: 0,
  listingDelayMs: 60_000,
  listingEvents: false,
  refundMs: day,
  feedQueueMs: 10_000,
  feedWorkMs: 20_000,
  packageReference: 'number',
  cancelledFileType: 'empty',
  stubbornServices: '',
  eventSpelling: 'documented',
  webhookUrl: '',
  eventKey: '',
  webhookTimeoutRealMs: 5_000,
  redirectUrl: '',
};
