/**
 * Connections: the right to act for a shop. Owns grants and their tokens (sealed, refreshed once for all processes), shops and
 * their settings, and the limits that all calls to a marketplace share. Tokens never leave this module but as a `Secret`.
 */

export { askPlatform, unsupported } from './ask-platform.ts';
export { beginConnection } from './begin-connection.ts';
export { beginConsent, type ConsentBinding, type ConsentDeps, callerBinding, visitorBinding } from './begin-consent.ts';
export { type BreakerState, breakerStates } from './breaker-store.ts';
export { registerChannelRoutes } from './channel-routes.ts';
export { type ConnectionCheck, checkConnection } from './check-connection.ts';
export type { ConnectionDeps, ShopActivity } from './connection-deps.ts';
export { connectionJobKinds } from './connection-job-kinds.ts';
export { startConnectionJobs } from './connection-jobs.ts';
export { registerConnectionRoutes } from './connection-routes.ts';
export { findAccountConnections, hasConnection, listConnections } from './connection-store.ts';
export { disconnectConnection } from './disconnect-connection.ts';
export { exchangeForGrant } from './exchange-grant.ts';
export { finishConnection } from './finish-connection.ts';
export { type ConsentVisitor, type FinishedConsent, finishConsent, recordRefusal } from './finish-consent.ts';
export { noteAccountEnded } from './note-account-ended.ts';
export { type GrantOwner, noteAuthorizationEvent, noteConnectionFailure } from './note-failure.ts';
export { openAccount } from './open-account.ts';
export { accessOf, createShopOpener, type OpenShop, openShopIn, requireConnected } from './open-shop.ts';
export { createPostgresLimiter } from './outbound-limiter.ts';
export { createBreakerRecorder } from './record-breaker.ts';
export { type RefreshDeps, refreshConnection } from './refresh-connection.ts';
export { refreshNow } from './refresh-now.ts';
export { renewAhead } from './renew-ahead.ts';
export { listSealedConnections, resealTokens, tryTokens } from './reseal-tokens.ts';
export type { ShopRow, ShopSettings } from './shop-row.ts';
export { findShop, findShopsByExternalId, listActiveShops, listShops } from './shop-store.ts';
export { appSlotWaitMs, slotWaitMs } from './slot-waits.ts';
export { storeAccountGrant } from './store-account-grant.ts';
