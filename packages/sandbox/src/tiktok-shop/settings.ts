const hour = 3_600_000;
const day = 24 * hour;

/** Everything that may be switched while the sandbox runs. Durations run on the movable clock, except those called `…RealMs`. */
export interface Settings {
  tokenLifeSeconds: number;
  refreshTokenLifeSeconds: number;
  /** Refreshing revokes the refresh token that was used. */
  rotateRefreshTokens: boolean;
  refreshDelayRealMs: number;
  /** Requests a second for each API, app and shop. */
  limitPerSecond: number;
  /** New orders pass `ON_HOLD`. */
  useHold: boolean;
  holdMs: number;
  unpaidLimitMs: number;
  shipWithinMs: number;
  collectWithinMs: number;
  deliverWithinMs: number;
  carrierScanMs: number;
  carrierDeliverMs: number;
  completeMs: number;
  auditMs: number;
  /** How long after shipping the tracking number appears. */
  trackingDelayMs: number;
  /** The first N document calls of each package answer "label not ready". */
  labelNotReadyCalls: number;
  /** `requested` gives the size asked for; `a4` puts the label on an A4 page. */
  labelShape: 'requested' | 'a4';
  /** Push an event of type 68 with each change of stock. */
  inventoryWebhooks: boolean;
  webhookTimeoutRealMs: number;
  /** App-wide webhook address, as set in Partner Center. */
  webhookUrl: string;
  /** Redirect address of the app, as set in Partner Center. */
  redirectUrl: string;
}

export const startingSettings: Readonly<Settings> = {
  tokenLifeSeconds: 604_800,
  refreshTokenLifeSeconds: 365 * 86_400,
  rotateRefreshTokens: false,
  refreshDelayRealMs: 0,
  limitPerSecond: 50,
  useHold: true,
  holdMs: hour,
  unpaidLimitMs: 2 * day,
  shipWithinMs: 4 * day,
  collectWithinMs: 8 * day,
  deliverWithinMs: 30 * day,
  carrierScanMs: 6 * hour,
  carrierDeliverMs: 2 * day,
  completeMs: 7 * day,
  auditMs: 60_000,
  trackingDelayMs: 0,
  labelNotReadyCalls: 0,
  labelShape: 'requested',
  inventoryWebhooks: false,
  webhookTimeoutRealMs: 3_000,
  webhookUrl: '',
  redirectUrl: '',
};
