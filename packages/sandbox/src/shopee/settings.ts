const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Everything that may be switched while the sandbox runs. Durations run on the movable clock, except those called `…RealMs`. */
export interface Settings {
  accessTokenLifeSeconds: number;
  /** How long the former access token still works after a refresh. */
  accessGraceSeconds: number;
  refreshTokenLifeSeconds: number;
  /** For so long a used refresh token gives the same new pair again: 0, or 14,400 as one of the vendor's answers says. */
  refreshGraceSeconds: number;
  refreshDelayRealMs: number;
  /** Refused signatures and tokens come with HTTP 403 instead of 200. */
  forbidsAuthErrors: boolean;
  /** A dead token is answered `error_auth` instead of `invalid_acceess_token`. */
  saysAuthForTokens: boolean;
  /** Bucket of the whole app: requests a second, and at once after a pause. */
  limitPerSecond: number;
  limitBurst: number;
  /** Requests a day until 00:00 UTC+8; 0 = no end. */
  dailyLimit: number;
  /** New orders pass `PENDING` between payment and `READY_TO_SHIP`. */
  usePending: boolean;
  pendingMs: number;
  unpaidLimitMs: number;
  shipWithinMs: number;
  /** How long a buyer may cancel without asking. */
  freeCancelMs: number;
  answerWithinMs: number;
  carrierScanMs: number;
  carrierDeliverMs: number;
  completeMs: number;
  /** How long after arranging the tracking number appears. */
  trackingDelayMs: number;
  /** How long after it was asked for a document is ready. */
  labelDelayMs: number;
  labelFile: 'pdf' | 'zip' | 'html';
  /** How long a new item cannot be given variations. */
  newItemMs: number;
  /** List pages hold fewer rows than asked for while there is more. */
  shortPages: boolean;
  masksBuyers: boolean;
  /** Shops have several warehouses, so that stock wants a `location_id`. */
  multiWarehouse: boolean;
  webhookTimeoutRealMs: number;
  /** Callback address, as set in the console; signed as it stands here. */
  webhookUrl: string;
  /** Push codes that are switched off, with commas between them. */
  mutedCodes: string;
  /** Ids of shops of which no push is sent, with commas between them. */
  blockedShops: string;
  /** Host that consent may lead back to; '' lets every host pass. */
  redirectDomain: string;
}

export const startingSettings: Readonly<Settings> = {
  accessTokenLifeSeconds: 14_400,
  accessGraceSeconds: 300,
  refreshTokenLifeSeconds: 30 * 86_400,
  refreshGraceSeconds: 0,
  refreshDelayRealMs: 0,
  forbidsAuthErrors: false,
  saysAuthForTokens: false,
  limitPerSecond: 100,
  limitBurst: 200,
  dailyLimit: 0,
  usePending: true,
  pendingMs: 10 * minute,
  unpaidLimitMs: 2 * day,
  shipWithinMs: 4 * day,
  freeCancelMs: hour,
  answerWithinMs: 2 * day,
  carrierScanMs: 6 * hour,
  carrierDeliverMs: 2 * day,
  completeMs: 7 * day,
  trackingDelayMs: 1_000,
  labelDelayMs: 1_000,
  labelFile: 'pdf',
  newItemMs: 5_000,
  shortPages: false,
  masksBuyers: true,
  multiWarehouse: false,
  webhookTimeoutRealMs: 3_000,
  webhookUrl: '',
  mutedCodes: '',
  blockedShops: '',
  redirectDomain: '',
};
