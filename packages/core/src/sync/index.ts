/**
 * What comes from marketplaces, and when: events accepted and followed up, polling with durable cursors as the back-stop, runs
 * that show their progress. Promises that an accepted event ends processed, ignored or parked with a reason.
 */
export type { OpenedShop, OpenShop } from './opened-shop.ts';
export { type ImportRequest, requestImport } from './request-import.ts';
export {
  importListingJob,
  importOrdersJob,
  type PollRequest,
  pollListingsJob,
  pollOrdersJob,
  pollStockJob,
  syncJobKinds,
  syncTickJob,
} from './sync-jobs.ts';
