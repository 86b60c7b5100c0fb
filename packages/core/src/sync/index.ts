/**
 * What comes from marketplaces, and when: events accepted and followed up, polling with durable cursors as the back-stop, runs
 * that show their progress. Promises that an accepted event ends processed, ignored or parked with a reason.
 */
export { type Acceptance, type AcceptDeps, acceptEvent, type InboundCall } from './accept-event.ts';
export { buyerKeyOf } from './buyer-key.ts';
export { moveCursor, readCursor } from './cursor-store.ts';
export { closeEvent, databaseNow, type FollowedUp, parkEvents, tickOffOrders } from './event-store.ts';
export { requestFirstSync } from './first-sync.ts';
export { findForgotten, noteLookedAt, removeOldForgotten, selectNewForgotten } from './forgotten-buyer-store.ts';
export type { Forgotten } from './keep-sync-tidy.ts';
export type { OpenedShop, OpenShop } from './opened-shop.ts';
export { type FailureVerdict, judgeFailure, needsReconnect } from './poll-failure.ts';
export { type PageResult, type PollOrdersDeps, pollOrders } from './poll-orders.ts';
export { type Poll, type PollDeps, type PollInput, pollShop } from './poll-shop.ts';
export { advancePoll, notePolled } from './poll-tally.ts';
export { type PullDeps, pullEvents } from './pull-events.ts';
export { redriveEvents } from './redrive-events.ts';
export { type ImportRequest, requestImport } from './request-import.ts';
export { advanceRun, createRun, findRun, finishRun, type RunProblem, type RunRow } from './run-store.ts';
export { toRunView } from './run-view.ts';
export { registerSetAsideRoutes, type SetAsideDeps } from './set-aside-routes.ts';
export { ShopPlaces } from './shop-places.ts';
export { type SyncJobDeps, startSyncJobs } from './start-sync-jobs.ts';
export {
  forgetBuyersJob,
  importListingJob,
  importOrdersJob,
  type PollRequest,
  pollListingsJob,
  pollOrdersJob,
  pollStatusJob,
  pollStockJob,
  syncJobKinds,
} from './sync-jobs.ts';
export { registerSyncRoutes, type SyncRouteDeps } from './sync-routes.ts';
export { readSyncStreams, type SyncStream, type TickDeps, tickSync } from './sync-tick.ts';
export { registerWebhookRoutes, type WebhookRouteDeps } from './webhook-routes.ts';
